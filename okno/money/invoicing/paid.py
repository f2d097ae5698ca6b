"""Journal that an invoice is paid, from whatever money: a payment or an advance."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actors import Actor
from okno.money.invoicing.events import InvoicePaid
from okno.money.invoicing.models import Invoice


def record_paid(invoice: Invoice, *, by: Actor, at: datetime) -> None:
    """Write the journal entry of an invoice paid in full; the order that waits for it is released by it."""
    record(
        InvoicePaid,
        subject=invoice,
        by=by,
        at=at,
        number=invoice.number,
        gross_minor=invoice.gross_minor,
        paid_on=invoice.paid_on,
    )
