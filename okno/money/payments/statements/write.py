"""Writer of 1CClientBankExchange 1.03 as banks write it, for the demo's statements and the reader's tests."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from okno.money.payments.statements.fields import write_amount, write_date
from okno.money.payments.statements.shapes import BankDocument, Party

_LINE_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def write_statement(
    *,
    account: str,
    starts_on: date,
    ends_on: date,
    documents: Sequence[BankDocument],
    created_at: datetime,
    sender: str = "",
    holder: str = "",
    opening_minor: int = 0,
) -> bytes:
    """Return the statement of one account over a period, in cp1251 with CRLF, with the documents' totals.

    `read_statement` gives back the same documents with no warning about totals. A character that cp1251 lacks
    becomes «?», a line break a space. Raises ValueError for a document of another account, which a bank would
    not write.
    """
    if strange := [d.number for d in documents if account not in (d.payer.account, d.payee.account)]:
        raise ValueError(f"Not of this account: {', '.join(strange)}")
    received_minor = sum(d.amount_minor for d in documents if d.payee.account == account)
    spent_minor = sum(d.amount_minor for d in documents if d.payer.account == account)
    days = (("ДатаНачала", write_date(starts_on)), ("ДатаКонца", write_date(ends_on)))
    period = (*days, ("РасчСчет", account))
    fields: list[tuple[str, str]] = [
        ("1CClientBankExchange", ""),
        ("ВерсияФормата", "1.03"),
        ("Кодировка", "Windows"),
        ("Отправитель", sender),
        ("Получатель", holder),
        ("ДатаСоздания", write_date(created_at.date())),
        ("ВремяСоздания", f"{created_at:%H:%M:%S}"),
        *period,
        ("СекцияРасчСчет", ""),
        *period,
        ("НачальныйОстаток", write_amount(opening_minor)),
        ("ВсегоПоступило", write_amount(received_minor)),
        ("ВсегоСписано", write_amount(spent_minor)),
        ("КонечныйОстаток", write_amount(opening_minor + received_minor - spent_minor)),
        ("КонецРасчСчет", ""),
    ]
    for document in documents:
        fields += _document(document)
    fields.append(("КонецФайла", ""))
    return "".join(f"{_line(key, value)}\r\n" for key, value in fields).encode("cp1251", errors="replace")


_BARE = {"1CClientBankExchange", "СекцияРасчСчет", "КонецРасчСчет", "КонецДокумента", "КонецФайла"}


def _line(key: str, value: str) -> str:
    return key if key in _BARE else f"{key}={_LINE_BREAKS.sub(' ', value).strip()}"


def _document(document: BankDocument) -> Iterator[tuple[str, str]]:
    yield "СекцияДокумент", document.kind
    yield "Номер", document.number
    yield "Дата", write_date(document.issued_on)
    yield "Сумма", write_amount(document.amount_minor)
    yield from _party("Плательщик", document.payer, "ДатаСписано", document.debited_on)
    yield from _party("Получатель", document.payee, "ДатаПоступило", document.credited_on)
    yield "ВидОплаты", "01"
    yield "Код", document.uin
    yield "Очередность", "5"
    yield "НазначениеПлатежа", document.purpose
    yield "КонецДокумента", ""


def _party(who: str, party: Party, day_key: str, day: date | None) -> Iterator[tuple[str, str]]:
    yield f"{who}Счет", party.account
    yield day_key, write_date(day)
    yield who, party.name
    yield f"{who}ИНН", party.inn
    yield f"{who}КПП", party.kpp
    yield f"{who}1", party.name
    yield f"{who}РасчСчет", party.account
    yield f"{who}Банк1", party.bank_name
    yield f"{who}БИК", party.bik
    yield f"{who}Корсчет", party.corr_account
