"""Set aside received money that is not for invoices: a loan, a refund (B4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move
from okno.money.payments.events import PaymentIgnored
from okno.money.payments.models import Payment
from okno.money.payments.permissions import can_ignore_payment


@action
def ignore_payment(*, payment: Payment, reason: str, by: Actor, at: datetime) -> Payment:
    """Set a waiting payment aside with a reason and return it; `reconsider_payment` takes it up again."""
    allow(can_ignore_payment(by))
    if not reason.strip():
        raise Invalid(reason=_("Say why the payment is not for invoices."))
    move(payment, Payment.Status.IGNORED, note=reason.strip())
    record(
        PaymentIgnored,
        subject=payment,
        by=by,
        at=at,
        number=payment.number,
        amount_minor=payment.amount_minor,
        paid_on=payment.paid_on,
        reason=payment.note,
    )
    return payment
