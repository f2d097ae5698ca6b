"""Reader of 1CClientBankExchange, versions 1.01–1.03."""

import re
from datetime import date, datetime, timedelta, timezone

from django.utils.translation import gettext as _

from okno.money.payments.statements.checks import marked, warnings
from okno.money.payments.statements.encoding import Decoded
from okno.money.payments.statements.fields import read_amount, read_date
from okno.money.payments.statements.sections import SIGNATURE, Exchange, Section, folded_key, gather
from okno.money.payments.statements.shapes import (
    AccountSection,
    BankDocument,
    Party,
    Statement,
    StatementRefused,
)

# The format knows no zones; banks keep their operating day by Moscow, which has not moved since 2014.
_MOSCOW = timezone(timedelta(hours=3), "MSK")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")
_INN_IN_NAME = re.compile(
    r"ИНН[\s:]*([0-9]{5,12}|0+)(?:[\s\\/]*(?:КПП[\s:]*)?([0-9]{9})(?![0-9]))?[\s\\/,;]+(?=\S)", re.IGNORECASE
)
_PAYER, _PAYEE = "плательщик", "получатель"


def recognises(text: str) -> bool:
    first = next((line for line in text.lstrip("\ufeff").splitlines() if line.strip()), "")
    return folded_key(first) == SIGNATURE


def read(decoded: Decoded) -> Statement:
    """Return the whole statement. Raises StatementRefused naming the line: half of a file is never taken."""
    exchange = gather(decoded.text)
    documents = tuple(_document(section) for section in exchange.documents)
    _demand_a_statement(exchange, documents)
    heading = exchange.heading
    starts_on, ends_on = _period(exchange, documents)
    sections = tuple(_account_section(section, heading, starts_on, ends_on) for section in exchange.accounts)
    accounts = {_account(value) for value in heading.every("расчсчет")}
    accounts |= {section.account for section in sections if section.account}
    return Statement(
        version=heading.first("версияформата"),
        encoding=decoded.encoding,
        sender=heading.first("отправитель"),
        created_at=_created_at(heading),
        period_starts_on=starts_on,
        period_ends_on=ends_on,
        sections=sections,
        documents=documents,
        warnings=warnings(starts_on, ends_on, sections, documents, frozenset(accounts)),
        marked=marked(documents),
        accounts=frozenset(accounts),
    )


def _demand_a_statement(exchange: Exchange, documents: tuple[BankDocument, ...]) -> None:
    if not exchange.accounts and not documents:
        raise StatementRefused(
            _("The file names no account and holds no payments. Download the statement from the bank again.")
        )
    executed = any(document.debited_on or document.credited_on for document in documents)
    if not exchange.accounts and not executed:
        raise StatementRefused(
            _(
                "These are orders prepared for the bank, it has not carried them out: there is no account"
                " and no day of debit or credit. Download the statement from the bank."
            )
        )


def _document(section: Section) -> BankDocument:
    _demand_fields(section)
    amount_minor = read_amount(section.first("сумма"))
    if amount_minor is None or amount_minor <= 0:
        raise _unreadable(section, "Сумма")
    return BankDocument(
        kind=section.kind,
        number=section.first("номер"),
        issued_on=_demanded_date(section, "Дата"),
        amount_minor=amount_minor,
        payer=_party(section, _PAYER),
        payee=_party(section, _PAYEE),
        purpose=_purpose(section),
        debited_on=_day(section, "ДатаСписано"),
        credited_on=_day(section, "ДатаПоступило"),
        uin=section.first("код"),
        line=section.line,
    )


def _demand_fields(section: Section) -> None:
    """Raise StatementRefused when a field is missing that tells a payment from another or whose it is."""
    lacking = [key for key in ("Номер", "Дата", "Сумма") if not section.first(key.lower())]
    if not any(section.first(f"{who}счет", f"{who}расчсчет") for who in (_PAYER, _PAYEE)):
        lacking.append("ПлательщикСчет / ПолучательСчет")
    if lacking:
        raise StatementRefused(
            _(
                "Line %(line)d: the document lacks %(fields)s, without which it is not a payment."
                " Download the statement from the bank again."
            )
            % {"line": section.line, "fields": ", ".join(lacking)}
        )


def _unreadable(section: Section, key: str) -> StatementRefused:
    return StatementRefused(
        _("Section at line %(line)d: %(field)s is “%(value)s”, which cannot be read. Ask the bank about it.")
        % {"line": section.line, "field": key, "value": section.first(folded_key(key))[:40]}
    )


def _day(section: Section, key: str) -> date | None:
    """Return a date, or None when the bank left it empty or wrote «00.00.0000»."""
    written = section.first(folded_key(key))
    return _demanded_date(section, key) if written.strip("0. ") else None


def _stated_day(section: Section, key: str) -> date | None:
    """Return a day of the stated period, or None when it cannot be read, as it is only checked against."""
    return read_date(section.first(folded_key(key)))


def _demanded_date(section: Section, key: str) -> date:
    day = read_date(section.first(folded_key(key)))
    if day is None:
        raise _unreadable(section, key)
    return day


def _party(section: Section, who: str) -> Party:
    """Return a side of the payment; «Плательщик» may begin with its INN, «Плательщик1» is the name alone."""
    written = section.first(f"{who}1", who)
    with_inn = _INN_IN_NAME.match(section.first(who)) or _INN_IN_NAME.match(written)
    inn, _slash, inn_kpp = section.first(f"{who}инн").replace("\\", "/").partition("/")
    kpp = section.first(f"{who}кпп") or inn_kpp
    if with_inn:
        inn, kpp = inn or with_inn[1], kpp or with_inn[2] or ""
    prefix = _INN_IN_NAME.match(written)
    # An INN of zeros is how banks write that a person gave none; two such payers are not the same payer.
    return Party(
        name=written[prefix.end() :] if prefix else written,
        inn="" if not inn.strip("0 ") else inn.strip(),
        kpp=kpp,
        account=_account(section.first(f"{who}счет", f"{who}расчсчет")),
        bik=section.first(f"{who}бик"),
        bank_name=", ".join(part for n in "12" if (part := section.first(f"{who}банк{n}"))),
        corr_account=_account(section.first(f"{who}корсчет")),
    )


def _account(written: str) -> str:
    return "".join(character for character in written if character.isalnum())


def _purpose(section: Section) -> str:
    """Return the whole purpose: some banks write it in one line, some in six, some in both ways at once."""
    whole = section.first("назначениеплатежа")
    pieces = " ".join(part for n in range(1, 10) if (part := section.first(f"назначениеплатежа{n}")))
    if _squeezed(pieces) in _squeezed(whole):
        return whole
    return pieces if _squeezed(pieces).startswith(_squeezed(whole)) else f"{whole} {pieces}"


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _period(exchange: Exchange, documents: tuple[BankDocument, ...]) -> tuple[date, date]:
    """Return the period of the heading and the accounts together: headings often hold less than sections."""
    described = [exchange.heading, *exchange.accounts]
    stated = [_stated_day(section, key) for section in described for key in ("ДатаНачала", "ДатаКонца")]
    days = [day for day in stated if day] or [document.posted_on("unknown") for document in documents]
    if not days:
        raise StatementRefused(
            _("The statement does not say which days it covers. Download it from the bank again.")
        )
    return min(days), max(days)


def _account_section(section: Section, heading: Section, starts_on: date, ends_on: date) -> AccountSection:
    return AccountSection(
        account=_account(section.first("расчсчет") or heading.first("расчсчет")),
        starts_on=_stated_day(section, "ДатаНачала") or starts_on,
        ends_on=_stated_day(section, "ДатаКонца") or ends_on,
        opening_minor=read_amount(section.first("начальныйостаток")),
        received_minor=read_amount(section.first("всегопоступило")),
        spent_minor=read_amount(section.first("всегосписано")),
        closing_minor=read_amount(section.first("конечныйостаток")),
        line=section.line,
    )


def _created_at(heading: Section) -> datetime | None:
    day, time = read_date(heading.first("датасоздания")), _TIME.fullmatch(heading.first("времясоздания"))
    if not day:
        return None
    hour, minute, second = (int(part or 0) for part in time.groups()) if time else (0, 0, 0)
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_MOSCOW)
