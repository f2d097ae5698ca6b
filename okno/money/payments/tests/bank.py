"""Files of a bank and rows of invoices, for the tests of payments."""

from collections.abc import Sequence
from datetime import date

from okno.ground.kernel.clock import at_hour
from okno.money.invoicing.models import Invoice
from okno.money.payments.statements import BankDocument, Party
from okno.money.payments.statements.write import write_statement
from okno.records.clients.models import Company

PAID_ON = date(2026, 10, 9)
THEIRS = "40702810900000000002"


def bare_invoice(
    company: Company,
    seller: Company,
    sequence: int,
    gross_minor: int,
    *,
    year: int = 2026,
    issued_on: date = date(2026, 10, 1),
    due_on: date = date(2026, 10, 8),
) -> Invoice:
    """A monthly invoice as a row, without VAT and lines."""
    return Invoice.objects.create(
        seller=seller,
        company=company,
        kind=Invoice.Kind.MONTHLY,
        year=year,
        sequence=sequence,
        issued_on=issued_on,
        due_on=due_on,
        net_minor=gross_minor,
        vat_minor=0,
        gross_minor=gross_minor,
    )


def us(seller: Company) -> Party:
    account = seller.accounts.get()
    return Party(name=seller.legal_name, inn=seller.inn, account=account.account, bik=account.bik)


def received(
    seller: Company,
    amount_minor: int,
    purpose: str,
    *,
    payer: Company | None = None,
    number: str = "1",
    paid_on: date = PAID_ON,
) -> BankDocument:
    """Money on our account, from a client or from nobody we know."""
    return BankDocument(
        kind="Платежное поручение",
        number=number,
        issued_on=paid_on,
        amount_minor=amount_minor,
        payer=Party(
            name=payer.name if payer else "ИП Неизвестный", inn=payer.inn if payer else "", account=THEIRS
        ),
        payee=us(seller),
        purpose=purpose,
        credited_on=paid_on,
    )


def spent(seller: Company, amount_minor: int, purpose: str, payee: Company) -> BankDocument:
    return BankDocument(
        kind="Платежное поручение",
        number="900",
        issued_on=PAID_ON,
        amount_minor=amount_minor,
        payer=us(seller),
        payee=Party(name=payee.name, inn=payee.inn, account=THEIRS),
        purpose=purpose,
        debited_on=PAID_ON,
    )


def a_file(seller: Company, documents: Sequence[BankDocument]) -> bytes:
    return write_statement(
        account=seller.accounts.get().account,
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 10, 31),
        documents=documents,
        created_at=at_hour(date(2026, 11, 1), 9),
    )
