"""The action that notes something: a note, a call or a meeting, internal or visible to the client (C3)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from okno.ground.journal.calls import CallResult
from okno.ground.journal.events import (
    CallLogged,
    CallShown,
    MeetingLogged,
    MeetingShown,
    NoteShown,
    NoteWritten,
)
from okno.ground.journal.models import Entry
from okno.ground.journal.permissions import can_write_note
from okno.ground.journal.record import record, recorded_before
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow

if TYPE_CHECKING:
    from okno.records.clients.models import Company

INTERNAL = {"note": NoteWritten, "call": CallLogged, "meeting": MeetingLogged}
SHOWN = {"note": NoteShown, "call": CallShown, "meeting": MeetingShown}
LONGEST = 10_000
LONGEST_NAME = 200


@action
def write_note(
    *,
    company: "Company",
    text: str,
    kind: str = "note",
    result: str = "",
    whom: str = "",
    to_client: bool = False,
    once: str = "",
    by: Actor,
    at: datetime,
) -> Entry:
    """Write and return an entry; `kind` is note, call or meeting, and `to_client` shows it to the client.

    A call may carry its result (`calls.CallResult`) and the name of the person spoken to (`whom`); with a
    result it needs no text. `once` is the id of the filled form: a form sent again after a lost response
    returns its first entry. Raises Invalid for an empty or too long text, an unknown kind or an unknown
    result.
    """
    allow(can_write_note(by, to_client=to_client))
    text, data = text.strip(), _details(kind, result, whom)
    if not text and not result:
        raise Invalid(text=_("Write what happened."))
    if len(text) > LONGEST:
        raise Invalid(text=_("This is too long for one note."))
    event = (SHOWN if to_client else INTERNAL)[kind]
    data = {"text": text, **data}
    before = recorded_before(event, once=once, by=by, at=at, **data)
    if before is not None and before.company_id == company.pk:
        return before
    data = {**data, "once": once} if once else data
    return record(event, subject=company, by=by, at=at, **data)


def _details(kind: str, result: str, whom: str) -> dict[str, str]:
    """Return the checked `result` and `whom` of a call or a meeting, without empty values; raises Invalid."""
    if kind not in INTERNAL:
        raise Invalid(kind=_("Choose a note, a call or a meeting."))
    if result and (kind != "call" or result not in CallResult.values):
        raise Invalid(result=_("Choose how the call ended."))
    whom = " ".join(whom.split())
    if len(whom) > LONGEST_NAME:
        raise Invalid(whom=_("This is too long for a name."))
    return {name: value for name, value in (("result", result), ("whom", whom)) if value}
