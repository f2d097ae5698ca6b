"""Money that came in becomes a client's. Called inside an action."""

from datetime import datetime

from okno.billing.events import PaymentReceived
from okno.billing.models import Payment
from okno.clients.models import Company
from okno.journal.record import record
from okno.kernel.moves import move
from okno.people.models import Employee


def lock_sellers() -> None:
    """Wait until nobody else books money of ours, to the end of the transaction; see drawing.lock_seller.

    All our legal entities, in one order: a statement may be of several, and a transfer is of two.
    """
    own = Company.objects.own().select_for_update(no_key=True).order_by("pk")
    list(own.values_list("pk", flat=True))


def receive(payment: Payment, company: Company, *, reason: str, by: Employee | None, at: datetime) -> None:
    """From now on the payment is this client's money, for whatever invoices it goes to."""
    move(payment, Payment.Status.MATCHED, company=company, reason=reason)
    record(
        PaymentReceived,
        subject=payment,
        company=company,
        by=by,
        at=at,
        number=payment.number,
        amount_minor=payment.amount_minor,
        paid_on=payment.paid_on,
    )
