"""Book money onto an invoice, from a payment or from an advance paid before."""

from datetime import date, datetime

from django.db.models import Case, F, Max, Value, When
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict
from okno.money.invoicing.models import Invoice
from okno.money.invoicing.paid import record_paid
from okno.money.payments.events import CreditApplied, InvoicePartlyPaid
from okno.money.payments.models import Allocation, Payment


def allocate(
    *,
    invoice: Invoice,
    amount_minor: int,
    on: date,
    by: Actor,
    at: datetime,
    payment: Payment | None = None,
    advance: Invoice | None = None,
) -> Allocation:
    """Book kopecks of a payment, or of an advance (a first invoice), onto an invoice; return the allocation.

    Called inside an action. `on` is the day from which the money counts: the payment's date, or the day on
    which credit is applied. The counters are moved by UPDATEs that refuse to go over, so that two processes
    cannot spend one kopeck twice; then Conflict is raised and the whole action is rolled back. An invoice
    that becomes full is journalled once as `InvoicePaid`. `invoice` and the source are refreshed.
    """
    if payment is not None:
        _take_from_payment(payment, amount_minor)
    if advance is not None:
        _take_from_advance(advance, amount_minor)
    _put_on_invoice(invoice, amount_minor, on)
    allocation = Allocation.objects.create(
        invoice=invoice, payment=payment, advance=advance, amount_minor=amount_minor, on=on, by=by.employee
    )
    if invoice.paid_on is not None:
        record_paid(invoice, by=by, at=at)
    else:
        record(
            CreditApplied if advance else InvoicePartlyPaid,
            subject=invoice,
            by=by,
            at=at,
            number=invoice.number,
            amount_minor=amount_minor,
            left_minor=invoice.left_minor,
        )
    return allocation


def _take_from_payment(payment: Payment, amount_minor: int) -> None:
    # Checked in the UPDATE itself: of two bookings of one payment at once only one row is touched.
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
    """Add kopecks to what is paid of an invoice. Raises Conflict when less is left to pay.

    A full invoice is paid on the latest day of its money, in whatever order that was booked.
    """
    before = invoice.allocations.aggregate(latest=Max("on"))["latest"]
    # The latest day of its money: a payment booked late may be older than those that came before it.
    filled_on = max(on, before) if before else on
    has_room = Invoice.objects.filter(pk=invoice.pk, paid_minor__lte=F("gross_minor") - amount_minor)
    touched = has_room.update(
        paid_minor=F("paid_minor") + amount_minor,
        # In the same UPDATE as the sum: the constraint that ties them is never between two states.
        paid_on=Case(When(paid_minor=F("gross_minor") - amount_minor, then=Value(filled_on)), default=None),
    )
    if not touched:
        raise Conflict(_("Less than that is left to pay on the invoice: open it again and look."))
    invoice.refresh_from_db(fields=["paid_minor", "paid_on"])
