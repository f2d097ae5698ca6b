"""Warnings about contradictions in a statement, each matter once; nothing is refused."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.errors import Text
from okno.ground.kernel.localized import deferred, lazy_format
from okno.ground.kernel.money import format_minor
from okno.money.payments.statements.shapes import AccountSection, BankDocument, StatementWarning

Side = Literal["in", "out"]


def warnings(
    starts_on: date,
    ends_on: date,
    sections: Sequence[AccountSection],
    documents: Sequence[BankDocument],
    accounts: frozenset[str],
) -> tuple[StatementWarning, ...]:
    warned: list[StatementWarning] = []
    if documents:
        for account in dict.fromkeys(section.account for section in sections):
            warned += _totals(
                account, [section for section in sections if section.account == account], documents
            )
    else:
        warned += _money_without_documents(sections)
    warned += _balances(sections)
    warned += _outside_period(starts_on, ends_on, documents, accounts)
    warned += _repeated(documents)
    if not sections:
        text = _("The file has no account section, so the bank's totals could not be compared.")
        warned.append(StatementWarning(1, "no_sections", text))
    return tuple(warned)


def marked(documents: Sequence[BankDocument]) -> tuple[StatementWarning, ...]:
    """Return a warning for each kind of requisite with wrong check digits, with its documents' lines."""
    return tuple(
        StatementWarning(lines[0], code, lazy_format(text, count=len(lines)), lines)
        for code, text, lines in _marked_lines(documents)
    )


def _marked_lines(documents: Sequence[BankDocument]) -> Iterator[tuple[str, Text, tuple[int, ...]]]:
    for code, ending in (("inn", "_inn"), ("account", "_account")):
        lines = tuple(d.line for d in documents if any(mark.code.endswith(ending) for mark in d.marks))
        if not lines:
            continue
        if code == "inn":
            text = ngettext_lazy(
                "%(count)d document is taken with an INN whose check digits are wrong.",
                "%(count)d documents are taken with an INN whose check digits are wrong.",
                len(lines),
            )
        else:
            text = ngettext_lazy(
                "%(count)d document is taken with an account that does not fit its BIK.",
                "%(count)d documents are taken with an account that does not fit its BIK.",
                len(lines),
            )
        yield code, text, lines


def _totals(
    account: str, sections: Sequence[AccountSection], documents: Sequence[BankDocument]
) -> Iterator[StatementWarning]:
    """Compare the bank's totals with the documents, over all sections of an account together.

    They are not compared day by day: a bank may book a payment to a neighbouring day.
    """
    sides: tuple[Side, ...] = ("in", "out")
    for side in sides:
        claims = [claim for section in sections if (claim := _claimed(section, side)) is not None]
        difference_minor = sum(claims) - _sum(documents, account, side)
        if not claims or not difference_minor:
            continue
        # The section that disagrees by itself is the place to look at; without one, the first.
        line = next((s.line for s in sections if _disagrees(s, documents, side)), sections[0].line)
        yield StatementWarning(line, f"totals_{side}", _totals_text(side, account, difference_minor), (line,))


def _totals_text(side: Side, account: str, difference_minor: int) -> Text:
    less = difference_minor > 0
    if side == "in" and less:
        text = _("Account %(account)s: incoming payments in the file are %(sum)s less than the bank's total.")
    elif side == "in":
        text = _("Account %(account)s: incoming payments in the file are %(sum)s more than the bank's total.")
    elif less:
        text = _("Account %(account)s: outgoing payments in the file are %(sum)s less than the bank's total.")
    else:
        text = _("Account %(account)s: outgoing payments in the file are %(sum)s more than the bank's total.")
    return lazy_format(text, account=account, sum=_money(abs(difference_minor)))


def _claimed(section: AccountSection, side: Side) -> int | None:
    return section.received_minor if side == "in" else section.spent_minor


def _sum(documents: Sequence[BankDocument], account: str, side: Side) -> int:
    return sum(
        document.amount_minor
        for document in documents
        if account == (document.payee if side == "in" else document.payer).account
    )


def _disagrees(section: AccountSection, documents: Sequence[BankDocument], side: Side) -> bool:
    within = [d for d in documents if section.starts_on <= d.posted_on(side) <= section.ends_on]
    return _claimed(section, side) not in (None, _sum(within, section.account, side))


def _money_without_documents(sections: Sequence[AccountSection]) -> Iterator[StatementWarning]:
    moved = [section for section in sections if section.received_minor or section.spent_minor]
    if moved:
        text = _(
            "There are no payments in the file, but the bank's totals are %(received)s in and %(spent)s out."
        )
        sums = {
            "received": _money(sum(section.received_minor or 0 for section in moved)),
            "spent": _money(sum(section.spent_minor or 0 for section in moved)),
        }
        lines = tuple(section.line for section in moved)
        yield StatementWarning(moved[0].line, "no_documents", lazy_format(text, **sums), lines)


def _balances(sections: Sequence[AccountSection]) -> Iterator[StatementWarning]:
    wrong = []
    for section in sections:
        parts = (section.opening_minor, section.received_minor, section.spent_minor, section.closing_minor)
        opening, received, spent, closing = (part or 0 for part in parts)
        if None not in parts and opening + received - spent != closing:
            wrong.append(section.line)
    if wrong:
        text = _("The bank's balances do not add up: opening + received − spent is not closing.")
        yield StatementWarning(wrong[0], "balance", text, tuple(wrong))


def _outside_period(
    starts_on: date, ends_on: date, documents: Sequence[BankDocument], accounts: frozenset[str]
) -> Iterator[StatementWarning]:
    """Warn about documents whose money moved outside the statement's period.

    The day written on the order is not compared: it is often days before the statement begins.
    """
    lines = tuple(d.line for d in documents if not starts_on <= d.posted_on(d.direction(accounts)) <= ends_on)
    if lines:
        text = ngettext_lazy(
            "%(count)d document lies outside the statement's period.",
            "%(count)d documents lie outside the statement's period.",
            len(lines),
        )
        yield StatementWarning(lines[0], "outside_period", lazy_format(text, count=len(lines)), lines)


def _repeated(documents: Sequence[BankDocument]) -> Iterator[StatementWarning]:
    seen: set[str] = set()
    lines = []
    for document in documents:
        if document.fingerprint in seen:
            lines.append(document.line)
        seen.add(document.fingerprint)
    if lines:
        text = ngettext_lazy(
            "%(count)d document stands in the file twice, to the letter. It counts once.",
            "%(count)d documents stand in the file twice, to the letter. Each counts once.",
            len(lines),
        )
        yield StatementWarning(lines[0], "repeated", lazy_format(text, count=len(lines)), tuple(lines))


def _money(amount_minor: int) -> Text:
    return deferred(lambda: format_minor(amount_minor, get_language() or "ru"))
