"""Acceptance starts the services: the first days are charged and settled from the advance (D2)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.billing import amounts
from okno.billing.allocations import allocate
from okno.billing.drawing import Drawn, draw_invoice, lock_seller
from okno.billing.events import ServicesStarted
from okno.billing.models import Invoice, InvoiceLine, RunningService
from okno.billing.permissions import can_start_services
from okno.contracts.models import Contract
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.dates import Period, month_of
from okno.kernel.errors import Conflict, allow
from okno.kernel.vat import VatRegime
from okno.people.models import Employee


@action
def start_services(
    *, contract: Contract, starts_on: date, by: Employee | None, at: datetime
) -> list[RunningService]:
    """Start every line that has a monthly fee; it is charged from `starts_on`, that day included.

    The days to the month's end go on an invoice of their own, at the VAT rate of that month; what the advance
    covers of it in roubles, VAT inside, is settled at once. The advance's own VAT is not recomputed: one
    paid at 20 % buys days at 22 %. The rest of the advance stays as credit for the months that follow.
    """
    allow(can_start_services(by))
    lock_seller(contract.seller)
    if contract.status != Contract.Status.SIGNED:
        raise Conflict(_("Contract {number} is not signed yet.").format(number=contract.number))
    if contract.services.exists():
        raise Conflict(_("Services of contract {number} run already.").format(number=contract.number))
    days = Period(starts_on, month_of(starts_on).ends_on)
    services = [
        RunningService.objects.create(
            contract_line=line,
            contract=contract,
            company=contract.company,
            seller=contract.seller,
            title=line.title,
            monthly_minor=line.monthly_minor * line.quantity,
            vat_included=contract.vat_included,
            starts_on=starts_on,
            billed_through_on=days.ends_on,
        )
        for line in contract.lines.filter(monthly_minor__gt=0)
    ]
    if services:
        record(
            ServicesStarted,
            subject=contract,
            company=contract.company,
            by=by,
            at=at,
            number=contract.number,
            starts_on=starts_on,
            titles=", ".join(service.title for service in services),
        )
        _charge_first_days(contract, services, days, by=by, at=at)
    return services


def _charge_first_days(
    contract: Contract, services: list[RunningService], days: Period, *, by: Employee | None, at: datetime
) -> None:
    invoice = draw_invoice(
        contract=contract,
        kind=Invoice.Kind.FIRST_DAYS,
        lines=[_days_of(service, days) for service in services],
        period=days,
        by=by,
        at=at,
        on=local_date(at),
    )
    advance = Invoice.objects.filter(
        contract=contract, kind=Invoice.Kind.FIRST, paid_on__isnull=False
    ).first()
    if advance is None:
        return
    left_minor = advance.advance_minor - advance.advance_used_minor
    settled = amounts.settle_first_days(left_minor, invoice.gross_minor)
    if settled.settled_minor:
        allocate(
            invoice=invoice,
            advance=advance,
            amount_minor=settled.settled_minor,
            on=local_date(at),
            by=by,
            at=at,
        )


def _days_of(service: RunningService, days: Period) -> Drawn:
    vat_rate_bp = amounts.vat_rate_for(VatRegime(service.seller.vat_regime), days)
    sums = amounts.line_for(
        service.monthly_minor,
        vat_included=service.vat_included,
        vat_rate_bp=vat_rate_bp,
        period=days,
        starts_on=service.starts_on,
        ends_on=None,
    )
    assert sums is not None, "days from the start on are days of the service"
    return Drawn(service.contract_line, InvoiceLine.Kind.PERIOD, vat_rate_bp, sums, days, service)
