"""The client says no; what was held for him is free again."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Text, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.quotes.drafts import free_line, locked
from okno.quotes.events import QuoteDeclined
from okno.quotes.models import Quote
from okno.quotes.permissions import can_answer_quote


@action
def decline_quote(*, quote: Quote, note: Text = "", by: Employee | None, at: datetime) -> Quote:
    allow(can_answer_quote(by, quote))
    quote = locked(quote)
    move(quote, Quote.Status.DECLINED, answered_at=at)
    for line in quote.lines.all():
        free_line(line, by=by, at=at)
    note = note.strip()[:500] if isinstance(note, str) else note
    record(QuoteDeclined, subject=quote, company=quote.company, by=by, at=at, number=quote.number, note=note)
    return quote
