"""Make an invoice: its number, its dates and its lines. Called inside an action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from okno.deliver.contracts.models import Contract, ContractLine
from okno.ground.journal.record import record
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.dates import Period
from okno.ground.kernel.vat import Amounts
from okno.money.invoicing.amounts import due_on, total
from okno.money.invoicing.events import InvoiceIssued
from okno.money.invoicing.models import Invoice, InvoiceLine, Subscription
from okno.money.invoicing.paid import record_paid
from okno.records.clients.models import Company
from okno.records.clients.numbering import take_numbers

# Working days; OKNO_DAYS_TO_PAY in the settings changes it.
DAYS_TO_PAY = 5


@dataclass(frozen=True, slots=True)
class LineToBill:
    """A line of an invoice to be made; a line with days has both its `period` and its `subscription`."""

    contract_line: ContractLine
    kind: InvoiceLine.Kind
    vat_rate_bp: int
    amounts: Amounts
    period: Period | None = None
    subscription: Subscription | None = None


def days_to_pay() -> int:
    # Read at each use: a test, or a company on its own settings, may have another number.
    return int(getattr(settings, "OKNO_DAYS_TO_PAY", DAYS_TO_PAY))


def lock_seller(seller: Company) -> None:
    """Lock a seller until the transaction ends, so that nobody else issues their invoices or ends services.

    On PostgreSQL the seller's row is locked; on SQLite every writing transaction is alone from its start.
    """
    Company.objects.select_for_update(no_key=True).values_list("pk").get(pk=seller.pk)


def build_invoice(
    *,
    contract: Contract,
    kind: Invoice.Kind,
    lines: Sequence[LineToBill],
    period: Period | None,
    by: Actor,
    at: datetime,
    on: date,
) -> Invoice:
    """Write an invoice of a contract, issued on `on`, with its lines and its journal entry, and return it.

    Its sums in kopecks are those of its lines, column by column.
    """
    sums = total(line.amounts for line in lines)
    advance_minor = sum(line.amounts.gross_minor for line in lines if line.kind == InvoiceLine.Kind.ADVANCE)
    invoice = Invoice.objects.create(
        seller=contract.seller,
        company=contract.company,
        contract=contract,
        kind=kind,
        year=on.year,
        # Taken in the same transaction: an invoice that is rolled back leaves no gap in the numbers.
        sequence=take_numbers(seller=contract.seller, kind="invoice", year=on.year),
        issued_on=on,
        due_on=due_on(on, days_to_pay()),
        starts_on=period.starts_on if period else None,
        ends_on=period.ends_on if period else None,
        net_minor=sums.net_minor,
        vat_minor=sums.vat_minor,
        gross_minor=sums.gross_minor,
        # Nothing to pay is paid at once: nobody would ever pay it, and the order would wait for ever.
        paid_on=None if sums.gross_minor else on,
        advance_minor=advance_minor,
    )
    InvoiceLine.objects.bulk_create(_line(invoice, line) for line in lines)
    record_issued(invoice, by=by, at=at)
    return invoice


def _line(invoice: Invoice, line: LineToBill) -> InvoiceLine:
    return InvoiceLine(
        invoice=invoice,
        subscription=line.subscription,
        contract_line=line.contract_line,
        kind=line.kind,
        title=line.contract_line.title,
        starts_on=line.period.starts_on if line.period else None,
        ends_on=line.period.ends_on if line.period else None,
        vat_rate_bp=line.vat_rate_bp,
        net_minor=line.amounts.net_minor,
        vat_minor=line.amounts.vat_minor,
        gross_minor=line.amounts.gross_minor,
    )


def record_issued(invoice: Invoice, *, by: Actor, at: datetime) -> None:
    """Write the journal entry of an issued invoice.

    An invoice for 0 is paid from the start, so its payment is journalled at once.
    """
    record(
        InvoiceIssued,
        subject=invoice,
        by=by,
        at=at,
        number=invoice.number,
        gross_minor=invoice.gross_minor,
        due_on=invoice.due_on,
    )
    # The event of payment is what releases the order: an invoice of nothing must send it too.
    if invoice.paid_on is not None:
        record_paid(invoice, by=by, at=at)
