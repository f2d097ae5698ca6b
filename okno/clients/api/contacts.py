"""Contacts, the season, letters, and who is never written to."""

from datetime import datetime, time
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import AfterValidator, Field

from okno.clients.actions.add_contact import add_contact as add_contact_to
from okno.clients.actions.change_contact import change_contact as change
from okno.clients.actions.forbid_contact import forbid_contact as forbid
from okno.clients.actions.lift_no_contact import lift_no_contact as lift
from okno.clients.actions.remove_contact import remove_contact as remove
from okno.clients.actions.return_contact import return_contact as bring_back
from okno.clients.actions.send_letter import send_letter as send
from okno.clients.actions.set_season import set_season as set_season_of
from okno.clients.models import Company, Contact, NoContact
from okno.journal.models import OutgoingMail
from okno.kernel.errors import Invalid
from okno.people.doors import caller, one_visible
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, Sentence, listing

router = Router(tags=["clients"])
Role = Literal["", "decides", "influences", "uses", "pays"]
Channel = Literal["", "voice", "mail", "messenger"]
Month = Annotated[int, Field(strict=True, ge=1, le=12)]
Months = Annotated[list[Month], Field(max_length=12)]


def _of_the_wall_clock(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError("a time of the wall clock is wanted, without a time zone")
    return value.replace(second=0, microsecond=0)


Hour = Annotated[time, AfterValidator(_of_the_wall_clock)]


class Habits(Body):
    """How a person is best reached; quiet hours come as a pair, `13:00` and `15:00`, or not at all."""

    position: Line = ""
    email: Line = ""
    phone: Line = ""
    messenger: Line = ""
    decision_role: Role = ""
    channel: Channel = ""
    quiet_from: Hour | None = None
    quiet_until: Hour | None = None


class NewContact(Habits):
    name: Line


class ChangedContact(Habits):
    """Only the fields that are sent are changed."""

    name: Line = ""


class ContactAnswer(Answer):
    id: int
    company_id: int
    name: str
    position: str
    email: str
    phone: str
    messenger: str
    decision_role: str
    channel: str
    quiet_from: time | None
    quiet_until: time | None
    left_at: datetime | None


class NewSeason(Body):
    busy_months: Months = []
    dead_months: Months = []


class SeasonAnswer(Answer):
    id: int
    busy_months: list[int]
    dead_months: list[int]


class NewLetter(Body):
    contacts: Annotated[list[Id], Field(min_length=1, max_length=100)]
    subject: Line
    text: Annotated[str, Field(max_length=20_000)]


class LetterAnswer(Answer):
    id: int
    to: str
    subject: str
    status: str
    queued_at: datetime


class NewNoContact(Body):
    address: Line
    reason: Sentence


class Lifting(Body):
    reason: Sentence


class NoContactAnswer(Answer):
    id: int
    address: str
    reason: str
    by_id: int | None
    at: datetime
    lifted_at: datetime | None


@router.get("/companies/{id}/contacts", response={200: Listing[ContactAnswer], **PROBLEMS})
def contacts(request: HttpRequest, id: int, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """Those who left too, with `left_at`."""
    return listing(one_visible(Company.objects, request, id).contacts.all(), cursor, limit)


@router.post("/companies/{id}/contacts", response={201: ContactAnswer, **PROBLEMS})
def add_contact(request: HttpRequest, id: int, body: NewContact) -> Status[Contact]:
    thing = one_visible(Company.objects, request, id)
    given = body.model_dump()
    return Status(201, add_contact_to(company=thing, by=caller(request), at=timezone.now(), **given))


@router.patch("/contacts/{id}", response={200: ContactAnswer, **PROBLEMS})
def change_contact(request: HttpRequest, id: int, body: ChangedContact) -> Contact:
    """What is not sent stays as it is."""
    given = body.model_dump(exclude_unset=True)
    return change(contact=_contact(request, id), by=caller(request), at=timezone.now(), **given)


@router.post("/contacts/{id}/remove", response={200: ContactAnswer, **PROBLEMS})
def remove_contact(request: HttpRequest, id: int) -> Contact:
    """He is marked as gone; nothing is deleted."""
    return remove(contact=_contact(request, id), by=caller(request), at=timezone.now())


@router.post("/contacts/{id}/return", response={200: ContactAnswer, **PROBLEMS})
def return_contact(request: HttpRequest, id: int) -> Contact:
    return bring_back(contact=_contact(request, id), by=caller(request), at=timezone.now())


@router.post("/companies/{id}/set-season", response={200: SeasonAnswer, **PROBLEMS})
def set_season(request: HttpRequest, id: int, body: NewSeason) -> Company:
    """Months by their numbers; what is not named is neither busy nor dead."""
    thing = one_visible(Company.objects, request, id)
    return set_season_of(company=thing, by=caller(request), at=timezone.now(), **body.model_dump())


@router.post("/companies/{id}/send-letter", response={201: list[LetterAnswer], **PROBLEMS})
def send_letter(request: HttpRequest, id: int, body: NewLetter) -> Status[list[OutgoingMail]]:
    """One letter to each of the contacts; guard 6 stops it whole."""
    thing = one_visible(Company.objects, request, id)
    people = list(thing.contacts.filter(pk__in=body.contacts))
    if len(people) != len(set(body.contacts)):
        raise Invalid(contacts=_("Choose people of this company."))
    words = {"subject": body.subject, "text": body.text}
    sent = send(company=thing, contacts=people, by=caller(request), at=timezone.now(), **words)
    return Status(201, sent)


@router.get("/no-contacts", response={200: Listing[NoContactAnswer], **PROBLEMS})
def no_contacts(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """Who must not be written to, and who could not once, with `lifted_at`."""
    return listing(NoContact.objects.visible_to(caller(request)), cursor, limit)


@router.post("/no-contacts", response={201: NoContactAnswer, **PROBLEMS})
def forbid_contact(request: HttpRequest, body: NewNoContact) -> Status[NoContact]:
    return Status(201, forbid(by=caller(request), at=timezone.now(), **body.model_dump()))


@router.post("/no-contacts/{id}/lift", response={200: NoContactAnswer, **PROBLEMS})
def lift_no_contact(request: HttpRequest, id: int, body: Lifting) -> NoContact:
    one = one_visible(NoContact.objects, request, id)
    return lift(no_contact=one, reason=body.reason, by=caller(request), at=timezone.now())


def _contact(request: HttpRequest, id: int) -> Contact:
    return one_visible(Contact.objects.select_related("company"), request, id)
