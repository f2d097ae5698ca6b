"""Offer one thing less; what was held for it is free again."""

from datetime import datetime

from okno.attract.quotes.drafts import free_line, locked_draft, record_line
from okno.attract.quotes.events import LineRemoved
from okno.attract.quotes.models import Quote, QuoteLine
from okno.attract.quotes.permissions import can_remove_line
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow


@action
def remove_line(*, line: QuoteLine, by: Actor, at: datetime) -> Quote:
    """Take a line out of a draft, and free what was held for it. Raises Conflict when it is no draft."""
    allow(can_remove_line(by, line.quote))
    quote = locked_draft(line.quote)
    free_line(line, by=by, at=at)
    record_line(LineRemoved, line, by=by, at=at)
    line.delete()
    return quote
