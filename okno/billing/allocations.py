"""Booking money onto an invoice, whatever it comes from: a payment, or an advance paid before."""

from datetime import date, datetime

from django.db.models import Case, F, Max, Value, When
from django.utils.translation import gettext as _

from okno.billing.events import CreditApplied, InvoicePaid, InvoicePartlyPaid
from okno.billing.models import Allocation, Invoice, Payment
from okno.journal.record import record
from okno.kernel.errors import Conflict
from okno.people.models import Employee


def allocate(
    *,
    invoice: Invoice,
    amount_minor: int,
    on: date,
    by: Employee | None,
    at: datetime,
    payment: Payment | None = None,
    advance: Invoice | None = None,
) -> Allocation:
    """Book kopecks of a payment, or of an advance (a first invoice), onto an invoice, inside an action.

    `on` is the day it counts from: the payment's date, or the day on which credit is applied. Counters
    move by UPDATEs that refuse to go over, so that two at once cannot spend the same kopeck: Conflict then,
    and the whole action is taken back. An invoice that becomes full is told of once, by `InvoicePaid`.
    `invoice` and the source given are brought up to date.
    """
    if payment is not None:
        _take_from_payment(payment, amount_minor)
    if advance is not None:
        _take_from_advance(advance, amount_minor)
    _put_on_invoice(invoice, amount_minor, on)
    allocation = Allocation.objects.create(
        invoice=invoice, payment=payment, advance=advance, amount_minor=amount_minor, on=on, by=by
    )
    if invoice.paid_on is not None:
        record_paid(invoice, by=by, at=at)
    else:
        record(
            CreditApplied if advance else InvoicePartlyPaid,
            subject=invoice,
            company=invoice.company,
            by=by,
            at=at,
            number=invoice.number,
            amount_minor=amount_minor,
            left_minor=invoice.left_minor,
        )
    return allocation


def record_paid(invoice: Invoice, *, by: Employee | None, at: datetime) -> None:
    """Tell the house that an invoice is paid in full; the order that waits for it is released by that."""
    record(
        InvoicePaid,
        subject=invoice,
        company=invoice.company,
        by=by,
        at=at,
        number=invoice.number,
        gross_minor=invoice.gross_minor,
        paid_on=invoice.paid_on,
    )


def _take_from_payment(payment: Payment, amount_minor: int) -> None:
    enough = Payment.objects.filter(
        pk=payment.pk, direction=Payment.Direction.IN, allocated_minor__lte=F("amount_minor") - amount_minor
    )
    if not enough.update(allocated_minor=F("allocated_minor") + amount_minor):
        raise Conflict(_("Less than that is left of the payment: open it again and look."))
    payment.refresh_from_db(fields=["allocated_minor"])


def _take_from_advance(advance: Invoice, amount_minor: int) -> None:
    enough = Invoice.objects.filter(
        pk=advance.pk,
        paid_on__isnull=False,
        advance_used_minor__lte=F("advance_minor") - amount_minor,
    )
    if not enough.update(advance_used_minor=F("advance_used_minor") + amount_minor):
        raise Conflict(_("Less than that is left of the advance: open it again and look."))
    advance.refresh_from_db(fields=["advance_used_minor"])


def _put_on_invoice(invoice: Invoice, amount_minor: int, on: date) -> None:
    """Paid in full on the latest day of the money that filled it, in whatever order it was booked."""
    before = invoice.allocations.aggregate(latest=Max("on"))["latest"]
    filled_on = max(on, before) if before else on
    has_room = Invoice.objects.filter(pk=invoice.pk, paid_minor__lte=F("gross_minor") - amount_minor)
    touched = has_room.update(
        paid_minor=F("paid_minor") + amount_minor,
        paid_on=Case(When(paid_minor=F("gross_minor") - amount_minor, then=Value(filled_on)), default=None),
    )
    if not touched:
        raise Conflict(_("Less than that is left to pay on the invoice: open it again and look."))
    invoice.refresh_from_db(fields=["paid_minor", "paid_on"])
