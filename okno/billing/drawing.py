"""Putting an invoice on paper: its number, its dates and its lines. Called inside an action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from okno.billing.allocations import record_paid
from okno.billing.amounts import due_on, total
from okno.billing.events import InvoiceIssued
from okno.billing.models import Invoice, InvoiceLine, RunningService
from okno.clients.models import Company
from okno.clients.numbering import take_numbers
from okno.contracts.models import Contract, ContractLine
from okno.journal.record import record
from okno.kernel.dates import Period
from okno.kernel.vat import Amounts
from okno.people.models import Employee

# Working days; OKNO_DAYS_TO_PAY in the settings changes it.
DAYS_TO_PAY = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of an invoice to be; `period` and `service` go together (a line for a period)."""

    contract_line: ContractLine
    kind: InvoiceLine.Kind
    vat_rate_bp: int
    amounts: Amounts
    period: Period | None = None
    service: RunningService | None = None


def days_to_pay() -> int:
    return int(getattr(settings, "OKNO_DAYS_TO_PAY", DAYS_TO_PAY))


def lock_seller(seller: Company) -> None:
    """Wait until nobody else draws invoices or ends services of this seller, to the end of the transaction.

    On PostgreSQL the seller's row is locked; on SQLite every writing transaction is alone from its start.
    """
    Company.objects.select_for_update(no_key=True).values_list("pk").get(pk=seller.pk)


def draw_invoice(
    *,
    contract: Contract,
    kind: Invoice.Kind,
    lines: Sequence[Drawn],
    period: Period | None,
    by: Employee | None,
    at: datetime,
    on: date,
) -> Invoice:
    """Issue one invoice of a contract on `on`; its sums are its lines', column by column, in kopecks."""
    sums = total(line.amounts for line in lines)
    advance_minor = sum(one.amounts.gross_minor for one in lines if one.kind == InvoiceLine.Kind.ADVANCE)
    invoice = Invoice.objects.create(
        seller=contract.seller,
        company=contract.company,
        contract=contract,
        kind=kind,
        year=on.year,
        sequence=take_numbers(seller=contract.seller, kind="invoice", year=on.year),
        issued_on=on,
        due_on=due_on(on, days_to_pay()),
        starts_on=period.starts_on if period else None,
        ends_on=period.ends_on if period else None,
        net_minor=sums.net_minor,
        vat_minor=sums.vat_minor,
        gross_minor=sums.gross_minor,
        paid_on=None if sums.gross_minor else on,
        advance_minor=advance_minor,
    )
    InvoiceLine.objects.bulk_create(_line(invoice, one) for one in lines)
    record_issued(invoice, by=by, at=at)
    return invoice


def _line(invoice: Invoice, drawn: Drawn) -> InvoiceLine:
    return InvoiceLine(
        invoice=invoice,
        service=drawn.service,
        contract_line=drawn.contract_line,
        kind=drawn.kind,
        title=drawn.contract_line.title,
        starts_on=drawn.period.starts_on if drawn.period else None,
        ends_on=drawn.period.ends_on if drawn.period else None,
        vat_rate_bp=drawn.vat_rate_bp,
        net_minor=drawn.amounts.net_minor,
        vat_minor=drawn.amounts.vat_minor,
        gross_minor=drawn.amounts.gross_minor,
    )


def record_issued(invoice: Invoice, *, by: Employee | None, at: datetime) -> None:
    """Tell the house of an invoice; one for nothing is paid from the start and says so."""
    record(
        InvoiceIssued,
        subject=invoice,
        company=invoice.company,
        by=by,
        at=at,
        number=invoice.number,
        gross_minor=invoice.gross_minor,
        due_on=invoice.due_on,
    )
    if invoice.paid_on is not None:
        record_paid(invoice, by=by, at=at)
