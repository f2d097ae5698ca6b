"""C3: what engineers and project managers wrote is told to the client in the words of who speaks to him."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from okno.journal.actions.write_note import LONGEST
from okno.journal.events import EntryReworded, PricesReworded
from okno.journal.models import Entry
from okno.journal.permissions import can_reword_entry
from okno.journal.record import record
from okno.journal.wordings import last_wording
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.events import Audience

if TYPE_CHECKING:
    from okno.people.models import Employee


@action
def reword_entry(*, entry: Entry, text: str, by: "Employee | None", at: datetime) -> Entry:
    """A new entry that the client sees and that names the internal one, which stays as it is.

    Only the given text goes out. Whoever may not read the prices in the old one does not read them here.
    """
    allow(can_reword_entry(by, entry))
    text = text.strip()
    if not text:
        raise Invalid(text=_("Write what the client will read."))
    if len(text) > LONGEST:
        raise Invalid(text=_("This is too long for one note."))
    before = last_wording(entry)
    if before is not None and before.by == by and before.data.get("text") == text:
        # Sent again after a lost answer.
        return before
    event = PricesReworded if entry.audience == Audience.PRICES else EntryReworded
    return record(event, subject=entry, company=entry.company, by=by, at=at, text=text)
