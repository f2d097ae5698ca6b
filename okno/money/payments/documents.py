"""Payments made from a bank's documents: which account of ours, which direction, which day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from okno.ground.kernel.localized import freeze, lazy_format
from okno.money.payments.models import BankStatement, Payment
from okno.money.payments.statements import BankDocument, Party, Statement, StatementRefused, StatementWarning
from okno.records.clients.models import BankAccount

_SHOWN = 3


@dataclass(frozen=True)
class OwnAccounts:
    """Our accounts by number; two banks may have given us the same number."""

    by_number: dict[str, list[BankAccount]]

    @classmethod
    def all(cls) -> "OwnAccounts":
        by_number: dict[str, list[BankAccount]] = defaultdict(list)
        for account in BankAccount.objects.filter(company__is_own=True).select_related("company"):
            by_number[account.account].append(account)
        return cls(dict(by_number))

    def of(self, number: str, bik: str = "") -> BankAccount | None:
        accounts = self.by_number.get(number, [])
        return next(
            # Some banks leave the BIK out: then the number alone decides, and nearly always there is one.
            (account for account in accounts if account.bik == bik),
            accounts[0] if accounts else None,
        )


@dataclass(frozen=True)
class Placed:
    """A bank's document placed on an account of ours."""

    document: BankDocument
    account: BankAccount
    direction: Payment.Direction

    @property
    def posted_on(self) -> date:
        return self.document.posted_on("in" if self.direction == Payment.Direction.IN else "out")


def holder(statement: Statement, ours: OwnAccounts) -> BankAccount:
    """Return our account that the file is of, the first of several.

    Raises StatementRefused when none of its accounts is ours.
    """
    sides = {party.account for document in statement.documents for party in (document.payer, document.payee)}
    named = sorted(statement.accounts or sides)
    for number in named:
        if account := ours.of(number):
            return account
    raise StatementRefused(
        _(
            "The statement is of account {account}, which is none of ours. If it is ours, add it to our"
            " company and load the file again."
        ).format(account=", ".join(named[:_SHOWN]))
    )


def place(
    statement: Statement, ours: OwnAccounts, today: date
) -> tuple[list[Placed], list[StatementWarning]]:
    """Return each document of our accounts once, and warnings about the documents that are left out.

    A document that names no account of ours is placed by its dates where the file is of one account alone.
    Documents dated after today are left out: they would pay invoices and release orders before the money
    comes.
    """
    only = ours.of(next(iter(statement.accounts))) if len(statement.accounts) == 1 else None
    placed: dict[str, Placed] = {}
    strange: list[int] = []
    ahead: list[int] = []
    for document in statement.documents:
        placement = _place(document, ours, only)
        if placement is None:
            strange.append(document.line)
        elif placement.posted_on > today:
            ahead.append(document.line)
        else:
            # A file may hold the same document twice; a transfer between two accounts of ours is two
            # documents.
            placed.setdefault(document.fingerprint, placement)
    return list(placed.values()), [*_left_out(strange), *_not_come_yet(ahead)]


def _place(document: BankDocument, ours: OwnAccounts, only: BankAccount | None) -> Placed | None:
    way = document.direction(frozenset(ours.by_number))
    payer, payee = (ours.of(party.account, party.bik) for party in (document.payer, document.payee))
    account = (payee if way == "in" else payer) or only
    if way == "unknown" or account is None:
        return None
    return Placed(document, account, Payment.Direction(way))


def _left_out(lines: list[int]) -> Iterator[StatementWarning]:
    if lines:
        text = ngettext_lazy(
            "%(count)d document names none of our accounts and is left out."
            " Add the account to our company and load the file again.",
            "%(count)d documents name none of our accounts and are left out."
            " Add the account to our company and load the file again.",
            len(lines),
        )
        yield StatementWarning(lines[0], "not_ours", lazy_format(text, count=len(lines)), tuple(lines))


def _not_come_yet(lines: list[int]) -> Iterator[StatementWarning]:
    if lines:
        text = ngettext_lazy(
            "%(count)d document is dated after today and is left out."
            " Load the file again when its day comes.",
            "%(count)d documents are dated after today and are left out."
            " Load the file again when their day comes.",
            len(lines),
        )
        yield StatementWarning(lines[0], "ahead", lazy_format(text, count=len(lines)), tuple(lines))


def payment_of(placed: Placed, statement: BankStatement) -> Payment:
    """Return the unsaved payment of a document: received money waits to be matched, the rest is ignored."""
    document, direction = placed.document, placed.direction
    received = direction == Payment.Direction.IN
    other: Party = document.payer if received else document.payee
    return Payment(
        statement=statement,
        fingerprint=document.fingerprint,
        direction=direction,
        # What we paid is kept for the whole picture of the account, and waits for nobody.
        status=Payment.Status.UNCLEAR if received else Payment.Status.IGNORED,
        own_account=placed.account,
        number=_kept(document.number),
        paid_on=placed.posted_on,
        amount_minor=document.amount_minor,
        other_name=_kept(other.name),
        other_inn=_kept(other.inn),
        other_account=_kept(other.account),
        purpose=_kept(document.purpose),
        marks=[{"code": mark.code, "value": _kept(mark.value)} for mark in document.marks],
    )


def warning_data(warning: StatementWarning) -> dict[str, object]:
    return {
        "line": warning.line,
        "code": warning.code,
        "text": freeze(warning.text),
        "lines": list(warning.lines or (warning.line,)),
    }


def _kept(text: str) -> str:
    """Return the bank's text without NUL, which UTF-16 may hold and PostgreSQL cannot store."""
    return text.replace("\0", "")
