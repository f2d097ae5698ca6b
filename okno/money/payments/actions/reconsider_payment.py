"""Let a payment that was set aside wait for a decision again (B4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move
from okno.money.payments.events import PaymentReconsidered
from okno.money.payments.models import Payment
from okno.money.payments.permissions import can_reconsider_payment


@action
def reconsider_payment(*, payment: Payment, by: Actor, at: datetime) -> Payment:
    """Take up a payment that was set aside and return it. Money that we spent is refused."""
    allow(can_reconsider_payment(by))
    if payment.direction != Payment.Direction.IN:
        raise Invalid(_("Only money that came in can be for invoices."))
    move(payment, Payment.Status.UNCLEAR, note="")
    record(
        PaymentReconsidered,
        subject=payment,
        by=by,
        at=at,
        number=payment.number,
        amount_minor=payment.amount_minor,
        paid_on=payment.paid_on,
    )
    return payment
