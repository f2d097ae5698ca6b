"""The API of the journal: read a stream, write a note."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from okno.journal.actions.write_note import write_note as write
from okno.journal.models import Entry
from okno.ui.api import PROBLEMS, Answer, Body, Key, Limit, Listing, Text, listing
from okno.ui.doors import caller, one_visible

router = Router(tags=["journal"])


class EntryAnswer(Answer):
    id: int
    at: datetime
    kind: str
    sentence: str
    subject_kind: str
    subject_id: int
    company_id: int | None
    by_id: int | None
    to_client: bool


class NewNote(Body):
    text: Text
    kind: Literal["note", "call", "meeting"] = "note"
    to_client: bool = False


@router.get("/journal", response={200: Listing[EntryAnswer], **PROBLEMS})
def journal(
    request: HttpRequest, company: Key | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """What happened, of one company or of all; sentences are in the language of Accept-Language."""
    visible = Entry.objects.visible_to(caller(request))
    if company is not None:
        visible = visible.filter(company=company)
    return listing(visible, cursor, limit)


@router.post("/companies/{id}/write-note", response={201: EntryAnswer, **PROBLEMS})
def write_note(request: HttpRequest, id: int, body: NewNote) -> Status[Entry]:
    companies: Any = Entry._meta.get_field("company").related_model
    company = one_visible(companies.objects, request, id)
    return Status(201, write(company=company, by=caller(request), at=timezone.now(), **body.model_dump()))
