"""The API of the journal: read a stream, write a note, reword an entry; look after letters."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from okno.journal.actions.resend_mail import resend_mail as resend
from okno.journal.actions.reword_entry import reword_entry as reword
from okno.journal.actions.stop_mail import stop_mail as stop
from okno.journal.actions.write_note import write_note as write
from okno.journal.models import Entry, OutgoingMail
from okno.journal.topics import kinds_of
from okno.ui.api import PROBLEMS, Answer, Body, Key, Limit, Line, Listing, Text, listing
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
    text: Text = ""
    kind: Literal["note", "call", "meeting"] = "note"
    result: Literal["", "reached", "no_answer", "call_back", "wrong_number"] = ""
    whom: Line = ""
    to_client: bool = False


class Rewording(Body):
    text: Text


class LetterAnswer(Answer):
    id: int
    to: str
    subject: str
    text: str
    company_id: int | None
    by_id: int | None
    status: str
    queued_at: datetime
    next_try_at: datetime
    sent_at: datetime | None
    tries: int
    trouble: str

    @staticmethod
    def resolve_trouble(letter: OutgoingMail) -> str:
        return letter.trouble_words


Topic = Literal[
    "calls", "letters", "meetings", "notes", "money", "documents", "promises", "statuses", "other"
]
LetterStatus = Literal["queued", "sent", "failed", "stopped"]


@router.get("/journal", response={200: Listing[EntryAnswer], **PROBLEMS})
def journal(
    request: HttpRequest,
    company: Key | None = None,
    topic: Topic | None = None,
    internal: bool | None = None,
    cursor: str = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """What happened, of one company or of all; sentences are in the language of Accept-Language."""
    visible = Entry.objects.visible_to(caller(request))
    if company is not None:
        visible = visible.filter(company=company)
    if topic is not None:
        visible = visible.filter(kind__in=kinds_of(topic))
    if internal is not None:
        visible = visible.filter(to_client=not internal)
    return listing(visible, cursor, limit)


@router.get("/journal/{id}", response={200: EntryAnswer, **PROBLEMS})
def entry(request: HttpRequest, id: int) -> Entry:
    return one_visible(Entry.objects, request, id)


@router.post("/journal/{id}/reword", response={201: EntryAnswer, **PROBLEMS})
def reword_entry(request: HttpRequest, id: int, body: Rewording) -> Status[Entry]:
    """A new entry that the client sees; the internal one stays as it is."""
    thing = one_visible(Entry.objects.select_related("company"), request, id)
    return Status(201, reword(entry=thing, text=body.text, by=caller(request), at=timezone.now()))


@router.post("/companies/{id}/write-note", response={201: EntryAnswer, **PROBLEMS})
def write_note(request: HttpRequest, id: int, body: NewNote) -> Status[Entry]:
    companies: Any = Entry._meta.get_field("company").related_model
    company = one_visible(companies.objects, request, id)
    return Status(201, write(company=company, by=caller(request), at=timezone.now(), **body.model_dump()))


@router.get("/outbox", response={200: Listing[LetterAnswer], **PROBLEMS})
def outbox(
    request: HttpRequest, status: LetterStatus | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Letters on their way out: one's own, for heads all."""
    visible = OutgoingMail.objects.visible_to(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.get("/outbox/{id}", response={200: LetterAnswer, **PROBLEMS})
def outgoing_mail(request: HttpRequest, id: int) -> OutgoingMail:
    return one_visible(OutgoingMail.objects, request, id)


@router.post("/outbox/{id}/resend", response={200: LetterAnswer, **PROBLEMS})
def resend_mail(request: HttpRequest, id: int) -> OutgoingMail:
    letter = one_visible(OutgoingMail.objects, request, id)
    return resend(letter=letter, by=caller(request), at=timezone.now())


@router.post("/outbox/{id}/stop", response={200: LetterAnswer, **PROBLEMS})
def stop_mail(request: HttpRequest, id: int) -> OutgoingMail:
    letter = one_visible(OutgoingMail.objects, request, id)
    return stop(letter=letter, by=caller(request), at=timezone.now())
