"""Allocate a received payment: a person decides whose money it is and which invoices it pays (B4)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.money import format_minor
from okno.money.invoicing.models import Invoice
from okno.money.payments.allocations import allocate
from okno.money.payments.matching import BY_HAND
from okno.money.payments.models import Payment
from okno.money.payments.permissions import can_allocate_payment
from okno.money.payments.receiving import lock_sellers, receive
from okno.records.clients.models import Company


@action
def allocate_payment(
    *,
    payment: Payment,
    company: Company,
    allocations: Sequence[tuple[Invoice, int]] = (),
    by: Actor,
    at: datetime,
) -> Payment:
    """Give a received payment to a client, book kopecks of it onto their invoices, and return it.

    Money that no invoice takes stays as the client's credit; without allocations all of it does. A payment
    that already belongs to the client may be booked further while something of it is left. Raises Invalid for
    sums above what is left of the payment or due on an invoice, Conflict when the payment is set aside or
    another client's. Later payments are not matched by this decision.
    """
    allow(can_allocate_payment(by))
    lock_sellers()
    payment = Payment.objects.select_related("own_account").get(pk=payment.pk)
    wanted = [(_fresh(invoice), amount_minor) for invoice, amount_minor in allocations]
    _demand_money_to_give(payment, company, wanted)
    for invoice, amount_minor in wanted:
        _demand_fit(payment, company, invoice, amount_minor)
    if payment.status == Payment.Status.UNCLEAR:
        receive(payment, company, reason=BY_HAND, by=by, at=at)
    for invoice, amount_minor in wanted:
        allocate(
            invoice=invoice, payment=payment, amount_minor=amount_minor, on=payment.paid_on, by=by, at=at
        )
    return payment


def _fresh(invoice: Invoice) -> Invoice:
    return Invoice.objects.select_related("company").get(pk=invoice.pk)


def _demand_money_to_give(payment: Payment, company: Company, wanted: Sequence[tuple[Invoice, int]]) -> None:
    if payment.direction != Payment.Direction.IN:
        raise Invalid(_("Only money that came in can be for invoices."))
    if payment.status == Payment.Status.IGNORED:
        raise Conflict(_("The payment was set aside: take it up again first."))
    if payment.status == Payment.Status.MATCHED and payment.company_id != company.pk:
        raise Conflict(_("The payment is already {company}'s.").format(company=payment.company))
    if payment.status == Payment.Status.MATCHED and not wanted:
        raise Invalid(allocations=_("Say which invoices the money is for."))
    if company.is_own:
        raise Invalid(company=_("The payer is a client, not our own company."))
    invoices = {invoice.pk for invoice, _minor in wanted}
    if len(invoices) < len(wanted):
        raise Invalid(allocations=_("An invoice is named twice."))
    total_minor = sum(amount_minor for _invoice, amount_minor in wanted)
    if total_minor > payment.left_minor:
        raise Invalid(
            allocations=_("{wanted} is more than the {left} that is left of the payment.").format(
                wanted=_money(total_minor), left=_money(payment.left_minor)
            )
        )


def _demand_fit(payment: Payment, company: Company, invoice: Invoice, amount_minor: int) -> None:
    if invoice.company_id != company.pk:
        raise Invalid(
            allocations=_("Invoice {number} is another client's: {company}.").format(
                number=invoice.number, company=invoice.company
            )
        )
    if invoice.seller_id != payment.own_account.company_id:
        raise Invalid(
            allocations=_(
                "Invoice {number} is of another legal entity of ours than the account that was paid."
            ).format(number=invoice.number)
        )
    if amount_minor <= 0:
        raise Invalid(allocations=_("Write how much of the payment goes to each invoice."))
    if amount_minor > invoice.left_minor:
        raise Invalid(
            allocations=_("Invoice {number} is short of {left} only.").format(
                number=invoice.number, left=_money(invoice.left_minor)
            )
        )


def _money(minor: int) -> str:
    return format_minor(minor, get_language() or "ru")
