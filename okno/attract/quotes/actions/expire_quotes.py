"""Quotes whose validity has passed expire, and what was held for them is free; run by the clock."""

from datetime import datetime

from okno.attract.quotes.drafts import free_line, locked
from okno.attract.quotes.events import QuoteExpired
from okno.attract.quotes.models import Quote
from okno.attract.quotes.permissions import can_expire_quotes
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.kernel.moves import move


@action
def expire_quotes(*, by: Actor, at: datetime) -> int:
    """Expire the quotes whose last day is over, and return their number.

    A second run at the same moment finds none.
    """
    allow(can_expire_quotes(by))
    expired = 0
    overdue = Quote.objects.filter(status=Quote.Status.SENT, valid_until_on__lt=local_date(at))
    for candidate in overdue.order_by("pk"):
        quote = locked(candidate)
        if quote.status != Quote.Status.SENT:
            continue
        move(quote, Quote.Status.EXPIRED)
        for line in quote.lines.all():
            free_line(line, by=by, at=at)
        record(QuoteExpired, subject=quote, by=by, at=at, number=quote.number)
        expired += 1
    return expired
