"""The action that words an internal entry for the client; only those who speak to clients may (C3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.actions.write_note import LONGEST
from okno.ground.journal.client_wording import last_wording
from okno.ground.journal.events import EntryReworded, PricesReworded
from okno.ground.journal.models import Entry
from okno.ground.journal.permissions import can_reword_entry
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.events import Audience


@action
def reword_entry(*, entry: Entry, text: str, by: Actor, at: datetime) -> Entry:
    """Write and return an entry that the client sees, about the internal entry, which stays as it is.

    Only `text` goes out, and a reader who may not see the prices of the internal entry does not see this one
    either. The same text from the same employee returns the last wording: the form was sent twice. Raises
    Invalid when the text is empty or too long.
    """
    allow(can_reword_entry(by, entry))
    text = text.strip()
    if not text:
        raise Invalid(text=_("Write what the client will read."))
    if len(text) > LONGEST:
        raise Invalid(text=_("This is too long for one note."))
    before = last_wording(entry)
    if before is not None and before.by == by.employee and before.data.get("text") == text:
        # The form was sent again after a lost response.
        return before
    event = PricesReworded if entry.audience == Audience.PRICES else EntryReworded
    return record(event, subject=entry, by=by, at=at, text=text)
