"""Give received money to a client. Called inside an action."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.moves import move
from okno.money.payments.events import PaymentReceived
from okno.money.payments.models import Payment
from okno.records.clients.models import Company


def lock_sellers() -> None:
    """Lock all our legal entities until the transaction ends, so that nobody else books money of ours.

    They are locked in one order (see `build_invoice.lock_seller`): a statement may be of several of them,
    and a transfer between two.
    """
    own = Company.objects.own().select_for_update(no_key=True).order_by("pk")
    # Evaluated for its locks alone: a queryset that nobody reads locks nothing.
    list(own.values_list("pk", flat=True))


def receive(payment: Payment, company: Company, *, reason: str, by: Actor, at: datetime) -> None:
    """Mark the payment as this client's money, whatever invoices it goes to."""
    move(payment, Payment.Status.MATCHED, company=company, reason=reason)
    record(
        PaymentReceived,
        subject=payment,
        by=by,
        at=at,
        number=payment.number,
        amount_minor=payment.amount_minor,
        paid_on=payment.paid_on,
    )
