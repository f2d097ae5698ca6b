"""Offer one thing less; what was held for it is free again."""

from datetime import datetime

from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.quotes.drafts import free_line, locked_draft, record_line
from okno.quotes.events import LineRemoved
from okno.quotes.models import Quote, QuoteLine
from okno.quotes.permissions import can_change_quote


@action
def remove_line(*, line: QuoteLine, by: Employee | None, at: datetime) -> Quote:
    allow(can_change_quote(by, line.quote))
    quote = locked_draft(line.quote)
    free_line(line, by=by, at=at)
    record_line(LineRemoved, line, by=by, at=at)
    line.delete()
    return quote
