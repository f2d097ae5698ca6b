"""B4: received money that is not for invoices (a loan, a refund of ours) waits no longer."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.billing.events import PaymentIgnored
from okno.billing.models import Payment
from okno.billing.permissions import can_ignore_payment
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee


@action
def ignore_payment(*, payment: Payment, reason: str, by: Employee | None, at: datetime) -> Payment:
    """Set a waiting payment aside, with a reason in words; it can be taken up again."""
    allow(can_ignore_payment(by))
    if not reason.strip():
        raise Invalid(reason=_("Say why the payment is not for invoices."))
    move(payment, Payment.Status.IGNORED, note=reason.strip())
    record(
        PaymentIgnored,
        subject=payment,
        company=None,
        by=by,
        at=at,
        number=payment.number,
        amount_minor=payment.amount_minor,
        paid_on=payment.paid_on,
        reason=payment.note,
    )
    return payment
