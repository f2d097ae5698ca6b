"""Quotes whose validity has passed expire, and what was held for them is free; run by the clock."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.quotes.drafts import free_line, locked
from okno.quotes.events import QuoteExpired
from okno.quotes.models import Quote
from okno.quotes.permissions import can_expire_quotes


@action
def expire_quotes(*, by: Employee | None, at: datetime) -> int:
    """How many expired; a second run at the same moment finds none."""
    allow(can_expire_quotes(by))
    expired = 0
    overdue = Quote.objects.filter(status=Quote.Status.SENT, valid_until_on__lt=local_date(at))
    for found in overdue.order_by("pk"):
        quote = locked(found)
        if quote.status != Quote.Status.SENT:
            continue
        move(quote, Quote.Status.EXPIRED)
        for line in quote.lines.all():
            free_line(line, by=by, at=at)
        record(QuoteExpired, subject=quote, company=quote.company, by=by, at=at, number=quote.number)
        expired += 1
    return expired
