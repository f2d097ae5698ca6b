"""The client says no; what was held for him is free again."""

from datetime import datetime

from okno.attract.quotes.drafts import free_line, locked
from okno.attract.quotes.events import QuoteDeclined
from okno.attract.quotes.models import Quote
from okno.attract.quotes.permissions import can_decline_quote
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Text, allow
from okno.ground.kernel.moves import move


@action
def decline_quote(*, quote: Quote, note: Text = "", by: Actor, at: datetime) -> Quote:
    """Close a sent quote as declined by the client, and free what was held for its lines."""
    allow(can_decline_quote(by, quote))
    quote = locked(quote)
    move(quote, Quote.Status.DECLINED, answered_at=at)
    for line in quote.lines.all():
        free_line(line, by=by, at=at)
    note = note.strip()[:500] if isinstance(note, str) else note
    record(QuoteDeclined, subject=quote, by=by, at=at, number=quote.number, note=note)
    return quote
