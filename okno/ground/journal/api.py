"""The API of the journal: read a stream, write a note, reword an entry."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from typing_extensions import TypeAliasType

from okno.ground.journal.actions.reword_entry import reword_entry
from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.models import Entry
from okno.ground.journal.topics import kinds_of
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Key, Limit, Line, Listing, Text, listing

router = Router(tags=["journal"])


NoteKind = TypeAliasType("NoteKind", Literal["note", "call", "meeting"])


NoteResult = TypeAliasType("NoteResult", Literal["", "reached", "no_answer", "call_back", "wrong_number"])


class ChangeAnswer(Answer):
    model: str
    field: str
    before: Any
    after: Any


class EntryAnswer(Answer):
    id: int
    at: datetime
    kind: str
    sentence: str
    subject_kind: str
    subject_id: int
    company_id: int | None
    by_id: int | None
    actor_kind: str
    who: str
    to_client: bool
    changes: list[ChangeAnswer]


class WriteNoteBody(Body):
    text: Text = ""
    kind: NoteKind = "note"
    result: NoteResult = ""
    whom: Line = ""
    to_client: bool = False


class RewordEntryBody(Body):
    text: Text


Topic = Literal[
    "calls", "letters", "meetings", "notes", "money", "documents", "promises", "statuses", "other"
]


@router.get("/journal", response={200: Listing[EntryAnswer], **PROBLEMS})
def list_entries(
    request: HttpRequest,
    company: Key | None = None,
    topic: Topic | None = None,
    internal: bool | None = None,
    cursor: str = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Return the entries of one company or of all, in the language of Accept-Language."""
    visible = Entry.objects.visible_to(caller(request)).select_related("by", "token")
    if company is not None:
        visible = visible.filter(company=company)
    if topic is not None:
        visible = visible.filter(kind__in=kinds_of(topic))
    if internal is not None:
        visible = visible.filter(to_client=not internal)
    return listing(visible, cursor, limit)


@router.get("/journal/{id}", response={200: EntryAnswer, **PROBLEMS})
def get_entry(request: HttpRequest, id: int) -> Entry:
    return get_visible_or_404(Entry.objects.select_related("by", "token"), request, id)


@router.post("/journal/{id}/reword", response={201: EntryAnswer, **PROBLEMS})
def reword_entry_api(request: HttpRequest, id: int, body: RewordEntryBody) -> Status[Entry]:
    """Write a new entry that the client sees; the internal entry stays as it is."""
    thing = get_visible_or_404(Entry.objects.select_related("company"), request, id)
    return Status(201, reword_entry(entry=thing, text=body.text, by=actor(request), at=timezone.now()))


@router.post("/companies/{id}/write-note", response={201: EntryAnswer, **PROBLEMS})
def write_note_api(request: HttpRequest, id: int, body: WriteNoteBody) -> Status[Entry]:
    companies: Any = Entry._meta.get_field("company").related_model
    company = get_visible_or_404(companies.objects, request, id)
    return Status(201, write_note(company=company, by=actor(request), at=timezone.now(), **body.model_dump()))
