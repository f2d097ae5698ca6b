"""Reading statements: banks' real files (where they are at hand), broken ones, and the way there and back."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from okno.ground.kernel.fake_ids import make_account, make_inn
from okno.money.payments.statements import BankDocument, Party, Statement, StatementRefused, read_statement
from okno.money.payments.statements.fields import read_amount, read_date

ROOT = Path(__file__).resolve().parents[4]
SAMPLES = Path(os.environ.get("OKNO_SAMPLES", ROOT.parent / "shared" / "samples")) / "bank"
needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason=f"real statements are not at {SAMPLES} (OKNO_SAMPLES): 11 tests left out"
)

OURS, THEIRS = "40702810138000000001", "40702810900000000002"
HEADING = """1CClientBankExchange
ВерсияФормата=1.03
Кодировка=Windows
ДатаНачала=01.10.2026
ДатаКонца=31.10.2026
СекцияРасчСчет
ДатаНачала=01.10.2026
ДатаКонца=31.10.2026
РасчСчет=40702810138000000001
НачальныйОстаток=0
ВсегоПоступило=1000.00
ВсегоСписано=0
КонечныйОстаток=1000.00
КонецРасчСчет
"""
PAYMENT = """СекцияДокумент=Платежное поручение
Номер=7
Дата=05.10.2026
Сумма=1000.00
ПлательщикСчет=40702810900000000002
Плательщик=ООО Клиент
ПолучательСчет=40702810138000000001
ДатаПоступило=06.10.2026
Получатель=ООО Хостинг
НазначениеПлатежа=Оплата по счёту № 2026-000123
КонецДокумента
"""
END = "КонецФайла\n"


def read_sample(name: str) -> Statement:
    return read_statement((SAMPLES / name).read_bytes())


def read_text(text: str, encoding: str = "cp1251") -> Statement:
    return read_statement(text.encode(encoding))


def codes(statement: Statement) -> list[str]:
    return [warning.code for warning in statement.warnings]


@needs_samples
def test_the_long_real_statement_has_one_warning_about_690() -> None:
    statement = read_sample("tochka/statement-137442.txt")
    assert len(statement.documents) == 129
    assert len(statement.sections) == 26
    assert (statement.period_starts_on, statement.period_ends_on) == (date(2024, 6, 19), date(2024, 7, 14))
    assert codes(statement) == ["totals_out"]
    with translation.override("en"):
        assert "690.00 below" in str(statement.warnings[0].text)
    assert statement.warnings[0].line == 137  # the section of 3 July, where the bank claims 889 and lists 199
    directions = [document.direction(statement.accounts) for document in statement.documents]
    assert (directions.count("in"), directions.count("out")) == (103, 26)
    assert [(mark.code, len(mark.lines)) for mark in statement.marked] == [("inn", 129), ("account", 129)]
    assert len({document.fingerprint for document in statement.documents}) == 129


@needs_samples
def test_one_document_in_two_encodings_is_one_payment() -> None:
    one, utf = read_sample("tochka/one_document.txt"), read_sample("tochka/one_document_utf.txt")
    assert (one.encoding, utf.encoding) == ("cp1251", "utf-8")
    assert one.documents[0].fingerprint == utf.documents[0].fingerprint
    # The second file fills the date of the wrong side: the account tells that it came in.
    assert utf.documents[0].credited_on is None
    assert utf.documents[0].direction(utf.accounts) == "in"


@needs_samples
def test_two_documents_are_loaded_though_the_bank_claims_more() -> None:
    statement = read_sample("tochka/two_documents.txt")
    assert [document.amount_minor for document in statement.documents] == [10000, 100000]
    assert codes(statement) == ["totals_in"]
    assert statement.period_starts_on == date(2024, 4, 1)


@needs_samples
def test_a_period_without_documents_that_claims_money_is_warned_about() -> None:
    statement = read_sample("tochka/no_documents.txt")
    assert statement.documents == ()
    assert codes(statement) == ["no_documents"]
    with translation.override("en"):
        assert "217,546.11" in str(statement.warnings[0].text)


@needs_samples
def test_totals_that_add_up_bring_no_warning() -> None:
    statement = read_sample("vypiska-1c.txt")
    directions = [document.direction(statement.accounts) for document in statement.documents]
    assert directions == ["in", "in", "out"]
    assert statement.warnings == ()


@needs_samples
def test_a_document_outside_the_period_is_warned_about() -> None:
    statement = read_sample("odoo-ru_kl_to_1c.txt")
    assert statement.version == "1.01"
    assert codes(statement) == ["outside_period"]
    assert statement.documents[0].payer.bank_name == "Банк ГПБ (АО), г Москва"


@needs_samples
@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("binary.bin", "not a text file"),
        ("empty.txt", "empty"),
        ("invalid.txt", "not a bank statement"),
        ("no_end_of_document.txt", "КонецДокумента"),
    ],
)
def test_broken_and_foreign_files_are_refused(name: str, word: str) -> None:
    with translation.override("en"), pytest.raises(StatementRefused, match=word):
        read_sample(f"tochka/{name}")


@needs_samples
@pytest.mark.parametrize("encoding", ["cp866", "utf-8", "utf-8-sig", "utf-16"])
def test_the_long_statement_is_the_same_in_every_encoding(encoding: str) -> None:
    text = (SAMPLES / "tochka/statement-137442.txt").read_bytes().decode("cp1251")
    again = read_statement(text.replace("\n", "\r\n").encode(encoding))
    assert again.documents == read_sample("tochka/statement-137442.txt").documents


def test_a_clean_statement() -> None:
    statement = read_text(HEADING + PAYMENT + END)
    assert statement.warnings == ()
    payment = statement.documents[0]
    assert (payment.number, payment.issued_on, payment.amount_minor) == ("7", date(2026, 10, 5), 100000)
    assert payment.posted_on("in") == date(2026, 10, 6)
    assert payment.line == 15


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encoding_comes_from_the_bytes(encoding: str, line_end: str) -> None:
    text = (HEADING + PAYMENT + END).replace("№", "N").replace("\n", line_end)
    read = read_text(text, encoding)
    assert read.encoding == encoding.removesuffix("-sig")
    assert read.documents[0].fingerprint == read_text(HEADING + PAYMENT + END).documents[0].fingerprint


def test_the_order_of_keys_spaces_and_a_comma_change_nothing() -> None:
    head, *middle, end = PAYMENT.strip().splitlines()
    spaced = [line.replace("=", " = ", 1).replace("1000.00", "1 000,00") for line in reversed(middle)]
    loose = "\n".join([head, *spaced, end, ""])
    plain = read_text(HEADING + PAYMENT + END).documents
    assert read_text(HEADING + loose + END).documents == plain
    padded = read_text(HEADING + PAYMENT.replace("Номер=7", "Номер=007") + END).documents
    assert padded[0].fingerprint == plain[0].fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Номер=7", "Номер=8"),
        ("Дата=05.10.2026", "Дата=04.10.2026"),
        ("Сумма=1000.00", "Сумма=1000.01"),
        ("ПлательщикСчет=40702810900000000002", "ПлательщикСчет=40702810900000000003"),
        ("№ 2026-000123", "№ 2026-000124"),
    ],
)
def test_another_payment_has_another_fingerprint(old: str, new: str) -> None:
    other = read_text(HEADING + PAYMENT.replace(old, new) + END).documents[0]
    assert other.fingerprint != read_text(HEADING + PAYMENT + END).documents[0].fingerprint


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "empty"),
        ("  \r\n \n", "empty"),
        ("Дата;Сумма\n01.10.2026;5\n", "not a bank statement"),
        (HEADING + PAYMENT, "no last line"),
        (HEADING + PAYMENT.replace("КонецДокумента\n", "") + PAYMENT + END, "Line 15"),
        (HEADING + PAYMENT.replace("КонецДокумента\n", ""), "Line 15"),
        (HEADING + PAYMENT.replace("Сумма=1000.00", "Сумма=") + END, "no Сумма"),
        (HEADING + PAYMENT.replace("Сумма=1000.00", "Сумма=1,000") + END, "cannot be read"),
        (HEADING + PAYMENT.replace("Сумма=1000.00", "Сумма=-5.00") + END, "cannot be read"),
        (HEADING + PAYMENT.replace("Дата=05.10.2026", "Дата=31.09.2026") + END, "cannot be read"),
        (HEADING + PAYMENT.replace("Счет=", "Банк=") + END, "no ПлательщикСчет"),
        ("1CClientBankExchange\n" + END, "no account"),
        (
            "1CClientBankExchange\n" + PAYMENT.replace("ДатаПоступило=06.10.2026\n", "") + END,
            "payment orders",
        ),
        ((HEADING + PAYMENT + END) * 2, "several statements"),
    ],
)
def test_what_is_no_whole_statement_is_refused_with_a_word(text: str, word: str) -> None:
    with translation.override("en"), pytest.raises(StatementRefused, match=word):
        read_text(text)


def test_a_purpose_in_several_lines_is_put_together() -> None:
    purpose = "НазначениеПлатежа=Оплата по счёту № 2026-000123"
    pieces = PAYMENT.replace(purpose, "НазначениеПлатежа1=Оплата по счёту\nНазначениеПлатежа2=№ 2026-000123")
    broken = PAYMENT.replace(purpose, "НазначениеПлатежа=Оплата по счёту\n№ 2026-000123")
    both = PAYMENT.replace(purpose, purpose + "\nНазначениеПлатежа1=Оплата по\nНазначениеПлатежа2=счёту")
    for written in (pieces, broken, both):
        assert read_text(HEADING + written + END).documents[0].purpose == "Оплата по счёту № 2026-000123"


@pytest.mark.parametrize(
    "name",
    [
        "ИНН 7707083893 ООО Клиент",
        "ИНН 7707083893\\770701001 ООО Клиент",
        "ИНН 7707083893/770701001, ООО Клиент",
    ],
)
def test_an_inn_before_the_name_is_taken_apart(name: str) -> None:
    payer = read_text(HEADING + PAYMENT.replace("ООО Клиент", name) + END).documents[0].payer
    assert (payer.name, payer.inn) == ("ООО Клиент", "7707083893")
    assert payer.kpp in ("", "770701001")


def test_the_plain_name_is_preferred_and_an_inn_of_zeros_is_none() -> None:
    keys = "Плательщик=ИНН 000000000000 Иванов Иван\nПлательщик1=Иванов Иван Иванович\nПлательщикИНН=0"
    payer = read_text(HEADING + PAYMENT.replace("Плательщик=ООО Клиент", keys) + END).documents[0].payer
    assert (payer.name, payer.inn) == ("Иванов Иван Иванович", "")


def test_a_document_written_twice_is_warned_about_once() -> None:
    statement = read_text(HEADING.replace("1000.00", "2000.00") + PAYMENT * 2 + END)
    assert codes(statement) == ["repeated"]
    assert statement.warnings[0].line == 26


def test_balances_that_do_not_add_up_are_warned_about() -> None:
    text = HEADING.replace("КонечныйОстаток=1000.00", "КонечныйОстаток=999.99")
    assert codes(read_text(text + PAYMENT + END)) == ["balance"]


def test_right_requisites_carry_no_mark_and_wrong_ones_do() -> None:
    right = Party(inn=make_inn(1), account=make_account(1, "044525225"), bik="044525225")
    payment = BankDocument("", "1", date(2026, 10, 1), 100, payer=right, payee=Party(), purpose="")
    assert payment.marks == ()
    foreign_code = replace(payment, payee=Party(inn="12345"))
    assert foreign_code.marks == ()
    wrong = Party(inn="7707083894", account=make_account(1, "044525225"), bik="044525226")
    assert [mark.code for mark in replace(payment, payee=wrong).marks] == ["payee_inn", "payee_account"]


def test_direction_is_told_by_the_account_and_by_dates_only_without_it() -> None:
    payment = read_text(HEADING + PAYMENT + END).documents[0]
    assert payment.direction({OURS}) == "in"
    assert payment.direction({THEIRS}) == "out"
    assert payment.direction({OURS, THEIRS}) == "own"
    assert payment.direction({"40702810000000000009"}) == "in"
    assert replace(payment, credited_on=None).direction(set()) == "unknown"
    assert replace(payment, credited_on=None, debited_on=date(2026, 10, 6)).direction(set()) == "out"


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        ("1000", 100000),
        ("5751.6", 575160),
        ("20 000,00", 2000000),
        ("20\u00a0000.05", 2000005),
        ("1,234.56", 123456),
        ("1.234.567,89", 123456789),
        ("-0.01", -1),
        ("1,234", None),
        ("1.234", None),
        ("", None),
        ("1e5", None),
        ("١٢", None),
    ],
)
def test_amounts_are_read_exactly_or_not_at_all(written: str, minor: int | None) -> None:
    assert read_amount(written) == minor


def test_dates() -> None:
    assert read_date("05.10.2026") == read_date("5.10.26") == read_date("2026-10-05") == date(2026, 10, 5)
    assert read_date("05.10.2026 00:00:00") == date(2026, 10, 5)
    assert read_date("31.09.2026") is None
    assert read_date("вчера") is None
