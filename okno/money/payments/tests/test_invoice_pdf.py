"""The invoice on paper: its number, its sums in words, and the code that banks pay by."""

import re
import zlib
from datetime import date

import pytest

from okno.ground.kernel.clock import at_hour
from okno.money.invoicing.models import Invoice
from okno.money.invoicing.pdf import invoice_pdf
from okno.money.invoicing.pdf.content import invoice_content
from okno.money.invoicing.pdf.payment_qr import qr_svg, qr_text
from okno.money.invoicing.tests.cast import an_open_invoice
from okno.money.payments.tests.cast import a_subscription, pay

pytestmark = pytest.mark.django_db


@pytest.fixture
def invoice(own_company, client_company, now) -> Invoice:
    return an_open_invoice(company=client_company, at=now)


def test_the_payment_code_word_for_word(invoice) -> None:
    account = invoice.seller.accounts.get()
    assert qr_text(invoice, account) == (
        "ST00012|Name=ООО «Окно-Тест»|PersonalAcc=" + account.account + "|BankName=АО «Тестбанк»"
        "|BIC=044525225|CorrespAcc=30101810400000000225|PayeeINN=" + invoice.seller.inn + "|KPP=960101001"
        "|Purpose=Оплата по счёту № 2026-000001 от 12.10.2026|Sum=2440000"
    )


def test_the_code_parts_do_not_run_together(invoice) -> None:
    invoice.seller.legal_name = "ООО «Окно|Sum=1»"
    text = qr_text(invoice, invoice.seller.accounts.get())
    assert "Name=ООО «Окно/Sum=1»" in text
    assert text.split("|")[-1] == "Sum=2440000"
    assert "<svg" in qr_svg(text)


def test_what_stands_in_it(invoice) -> None:
    content = invoice_content(invoice)
    assert (content["number"], content["issued"], content["due"]) == (
        "2026-000001",
        "12 октября 2026 г.",
        "19 октября 2026 г.",
    )
    assert content["gross"].replace("\N{NO-BREAK SPACE}", " ") == "24 400,00"
    assert content["words"] == "Двадцать четыре тысячи четыреста рублей 00 копеек"
    assert content["vat_label"] == "В том числе НДС 22 %"
    assert content["basis"] == "договор № 2026-000001 от 12 октября 2026 г."
    assert [line["note"] for line in content["lines"]] == ["аванс за один месяц"]
    assert content["qr"]


def test_days_and_months_are_named(own_company, client_company) -> None:
    service = a_subscription(company=client_company, at=at_hour(date(2026, 10, 12), 9))
    days = service.contract.invoices.get(kind=Invoice.Kind.FIRST_DAYS)
    content = invoice_content(days)
    assert [line["note"] for line in content["lines"]] == ["с 12.10.2026 по 31.10.2026"]
    assert (content["left"], content["qr"]) == ("", "")


def test_a_part_payment_leaves_a_code_for_the_rest(invoice) -> None:
    pay(invoice, on=date(2026, 10, 13), amount_minor=440_000)
    assert qr_text(invoice, invoice.seller.accounts.get()).endswith("|Sum=2000000")


def test_the_file_is_a_pdf_with_its_number(invoice) -> None:
    made = invoice_pdf(invoice)
    assert made[:5] == b"%PDF-"
    told = made + b"".join(_inflated(made))
    assert "2026-000001".encode("utf-16-be").hex().upper().encode() in told.upper() or b"2026-000001" in told


def _inflated(made: bytes) -> list[bytes]:
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return found
