"""C3: a note, a call or a meeting, internal or for the client to see."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from okno.journal.calls import CallResult
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
from okno.journal.record import record, recorded_before
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow

if TYPE_CHECKING:
    from okno.clients.models import Company
    from okno.people.models import Employee

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
    by: "Employee | None",
    at: datetime,
) -> Entry:
    """`kind` is note, call or meeting. Only an account manager or a head writes for the client's eyes.

    A call may tell how it ended (`result`, calls.CallResult) and with whom it was; such a call needs no text.
    `once` names the form that was filled: sent again after a lost answer, it is written once.
    """
    allow(can_write_note(by, to_client=to_client))
    text, told = text.strip(), _details(kind, result, whom)
    if not text and not result:
        raise Invalid(text=_("Write what happened."))
    if len(text) > LONGEST:
        raise Invalid(text=_("This is too long for one note."))
    event = (SHOWN if to_client else INTERNAL)[kind]
    told = {"text": text, **told}
    before = recorded_before(event, once=once, by=by, at=at, **told)
    if before is not None and before.company_id == company.pk:
        return before
    told = {**told, "once": once} if once else told
    return record(event, subject=company, company=company, by=by, at=at, **told)


def _details(kind: str, result: str, whom: str) -> dict[str, str]:
    if kind not in INTERNAL:
        raise Invalid(kind=_("Choose a note, a call or a meeting."))
    if result and (kind != "call" or result not in CallResult.values):
        raise Invalid(result=_("Choose how the call ended."))
    whom = " ".join(whom.split())
    if len(whom) > LONGEST_NAME:
        raise Invalid(whom=_("This is too long for a name."))
    return {name: value for name, value in (("result", result), ("whom", whom)) if value}
