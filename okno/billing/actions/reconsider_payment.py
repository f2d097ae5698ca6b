"""B4: a payment that was set aside waits for a decision again."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.billing.events import PaymentReconsidered
from okno.billing.models import Payment
from okno.billing.permissions import can_reconsider_payment
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee


@action
def reconsider_payment(*, payment: Payment, by: Employee | None, at: datetime) -> Payment:
    """Only money that came in can wait; what we spent was never for invoices."""
    allow(can_reconsider_payment(by))
    if payment.direction != Payment.Direction.IN:
        raise Invalid(_("Only money that came in can be for invoices."))
    move(payment, Payment.Status.UNCLEAR, note="")
    record(
        PaymentReconsidered,
        subject=payment,
        company=None,
        by=by,
        at=at,
        number=payment.number,
        amount_minor=payment.amount_minor,
        paid_on=payment.paid_on,
    )
    return payment
