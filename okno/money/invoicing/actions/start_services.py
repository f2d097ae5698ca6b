"""Start the services of an accepted order; their first days are charged and paid from the advance (D2)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.deliver.contracts.models import Contract, ContractLine
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import Period, month_of
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.vat import VatRegime
from okno.money.invoicing import amounts
from okno.money.invoicing.build_invoice import LineToBill, build_invoice, lock_seller
from okno.money.invoicing.credit import CREDIT
from okno.money.invoicing.events import ServicesStarted
from okno.money.invoicing.models import Invoice, InvoiceLine, Subscription, SubscriptionTerm
from okno.money.invoicing.permissions import can_start_services
from okno.money.invoicing.terms import first_term


@action
def start_services(*, contract: Contract, starts_on: date, by: Actor, at: datetime) -> list[Subscription]:
    """Start a service for each contract line with a monthly fee, from `starts_on` inclusive, and return them.

    The days to the end of the month are charged on their own invoice, at the VAT rate of that month. The
    advance pays for them rouble by rouble, VAT included; its own VAT is not recomputed, so an advance paid at
    20 % buys days at 22 %. The rest of the advance stays as credit for later months. Raises Conflict when the
    contract is not signed or its services run already.
    """
    allow(can_start_services(by))
    lock_seller(contract.seller)
    if contract.status != Contract.Status.SIGNED:
        raise Conflict(_("Contract {number} is not signed yet.").format(number=contract.number))
    if contract.subscriptions.exists():
        raise Conflict(_("Services of contract {number} run already.").format(number=contract.number))
    days = Period(starts_on, month_of(starts_on).ends_on)
    terms = [_start(line, contract, days) for line in contract.lines.filter(monthly_minor__gt=0)]
    services = [term.subscription for term in terms]
    if services:
        record(
            ServicesStarted,
            subject=contract,
            by=by,
            at=at,
            number=contract.number,
            starts_on=starts_on,
            titles=", ".join(service.title for service in services),
        )
        _charge_first_days(contract, terms, days, by=by, at=at)
    return services


def _start(line: ContractLine, contract: Contract, days: Period) -> SubscriptionTerm:
    """Write the subscription of a contract line and return its first terms."""
    subscription = Subscription.objects.create(
        contract_line=line,
        contract=contract,
        company=contract.company,
        seller=contract.seller,
        title=line.title,
        starts_on=days.starts_on,
        billed_through_on=days.ends_on,
    )
    return first_term(subscription, line)


def _charge_first_days(
    contract: Contract, terms: list[SubscriptionTerm], days: Period, *, by: Actor, at: datetime
) -> None:
    invoice = build_invoice(
        contract=contract,
        kind=Invoice.Kind.FIRST_DAYS,
        lines=[_days_of(term, days) for term in terms],
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
        CREDIT.only().use_advance(
            invoice=invoice,
            advance=advance,
            amount_minor=settled.settled_minor,
            on=local_date(at),
            by=by,
            at=at,
        )


def _days_of(term: SubscriptionTerm, days: Period) -> LineToBill:
    subscription = term.subscription
    vat_rate_bp = amounts.vat_rate_for(VatRegime(subscription.seller.vat_regime), days)
    sums = amounts.line_for(
        term.fee_minor,
        vat_included=term.vat_included,
        vat_rate_bp=vat_rate_bp,
        period=days,
        starts_on=term.starts_on,
        ends_on=None,
    )
    assert sums is not None, "days from the start on are days of the service"
    return LineToBill(
        subscription.contract_line, InvoiceLine.Kind.PERIOD, vat_rate_bp, sums, days, subscription
    )
