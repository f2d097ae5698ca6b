"""C3: a note, a call or a meeting, internal or for the client to see."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from okno.journal.events import (
    CallLogged,
    CallShown,
    MeetingLogged,
    MeetingShown,
    NoteShown,
    NoteWritten,
)
from okno.journal.models import Entry
from okno.journal.permissions import can_write_note
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow

if TYPE_CHECKING:
    from okno.clients.models import Company
    from okno.people.models import Employee

INTERNAL = {"note": NoteWritten, "call": CallLogged, "meeting": MeetingLogged}
SHOWN = {"note": NoteShown, "call": CallShown, "meeting": MeetingShown}
LONGEST = 10_000


@action
def write_note(
    *,
    company: "Company",
    text: str,
    kind: str = "note",
    to_client: bool = False,
    by: "Employee | None",
    at: datetime,
) -> Entry:
    """`kind` is note, call or meeting. Only an account manager or a head writes for the client's eyes."""
    allow(can_write_note(by, to_client=to_client))
    text = text.strip()
    if not text:
        raise Invalid(text=_("Write what happened."))
    if len(text) > LONGEST:
        raise Invalid(text=_("This is too long for one note."))
    if kind not in INTERNAL:
        raise Invalid(kind=_("Choose a note, a call or a meeting."))
    event = (SHOWN if to_client else INTERNAL)[kind]
    return record(event, subject=company, company=company, by=by, at=at, text=text)
