"""The API of contacts, seasons, letters and prohibitions of letters."""

from datetime import datetime, time
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import AfterValidator, Field
from typing_extensions import TypeAliasType

from okno.ground.kernel.errors import Invalid
from okno.ground.outbox.models import OutgoingMail
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, Sentence, listing
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.change_contact import change_contact
from okno.records.clients.actions.forbid_contact import forbid_contact
from okno.records.clients.actions.lift_no_contact import lift_no_contact
from okno.records.clients.actions.remove_contact import remove_contact
from okno.records.clients.actions.return_contact import return_contact
from okno.records.clients.actions.send_letter import send_letter
from okno.records.clients.actions.set_season import set_season
from okno.records.clients.models import Company, Contact, NoContact

router = Router()
DecisionRole = TypeAliasType("DecisionRole", Literal["", "decides", "influences", "uses", "pays"])
ContactChannel = TypeAliasType("ContactChannel", Literal["", "voice", "mail", "messenger"])
Month = Annotated[int, Field(strict=True, ge=1, le=12)]
Months = Annotated[list[Month], Field(max_length=12)]


def _of_the_wall_clock(value: time) -> time:
    """Return the time in whole minutes; raise ValueError when it has a time zone."""
    if value.tzinfo is not None:
        raise ValueError("a time of the wall clock is wanted, without a time zone")
    return value.replace(second=0, microsecond=0)


Hour = Annotated[time, AfterValidator(_of_the_wall_clock)]


class ContactHabitsBody(Body):
    """How a person is best reached; quiet hours come as a pair, `13:00` and `15:00`, or not at all."""

    position: Line = ""
    email: Line = ""
    phone: Line = ""
    messenger: Line = ""
    decision_role: DecisionRole = ""
    channel: ContactChannel = ""
    quiet_from: Hour | None = None
    quiet_until: Hour | None = None


class AddContactBody(ContactHabitsBody):
    name: Line


class ChangeContactBody(ContactHabitsBody):
    """The fields to change; those that are not sent stay as they are."""

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


class SetSeasonBody(Body):
    busy_months: Months = []
    dead_months: Months = []


class SeasonAnswer(Answer):
    id: int
    busy_months: list[int]
    dead_months: list[int]


class SendLetterBody(Body):
    contacts: Annotated[list[Id], Field(min_length=1, max_length=100)]
    subject: Line
    text: Annotated[str, Field(max_length=20_000)]


class QueuedLetterAnswer(Answer):
    id: int
    to: str
    subject: str
    status: str
    queued_at: datetime


class ForbidContactBody(Body):
    address: Line
    reason: Sentence


class LiftNoContactBody(Body):
    reason: Sentence


class NoContactAnswer(Answer):
    id: int
    address: str
    reason: str
    by_id: int | None
    at: datetime
    lifted_at: datetime | None


@router.get("/companies/{id}/contacts", response={200: Listing[ContactAnswer], **PROBLEMS})
def list_contacts(request: HttpRequest, id: int, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List the contacts, also those who left, with `left_at`."""
    return listing(get_visible_or_404(Company.objects, request, id).contacts.all(), cursor, limit)


@router.post("/companies/{id}/contacts", response={201: ContactAnswer, **PROBLEMS})
def add_contact_api(request: HttpRequest, id: int, body: AddContactBody) -> Status[Contact]:
    """Add a contact to the company."""
    company = get_visible_or_404(Company.objects, request, id)
    details = body.model_dump()
    return Status(201, add_contact(company=company, by=actor(request), at=timezone.now(), **details))


@router.patch("/contacts/{id}", response={200: ContactAnswer, **PROBLEMS})
def change_contact_api(request: HttpRequest, id: int, body: ChangeContactBody) -> Contact:
    """Change the details that are sent; others stay as they are."""
    details = body.model_dump(exclude_unset=True)
    return change_contact(contact=_contact(request, id), by=actor(request), at=timezone.now(), **details)


@router.post("/contacts/{id}/remove", response={200: ContactAnswer, **PROBLEMS})
def remove_contact_api(request: HttpRequest, id: int) -> Contact:
    """Mark the contact as gone; nothing is deleted."""
    return remove_contact(contact=_contact(request, id), by=actor(request), at=timezone.now())


@router.post("/contacts/{id}/return", response={200: ContactAnswer, **PROBLEMS})
def return_contact_api(request: HttpRequest, id: int) -> Contact:
    """Mark the contact as present again."""
    return return_contact(contact=_contact(request, id), by=actor(request), at=timezone.now())


@router.post("/companies/{id}/set-season", response={200: SeasonAnswer, **PROBLEMS})
def set_season_api(request: HttpRequest, id: int, body: SetSeasonBody) -> Company:
    """Set the busy and dead months by their numbers; others are neither."""
    company = get_visible_or_404(Company.objects, request, id)
    return set_season(company=company, by=actor(request), at=timezone.now(), **body.model_dump())


@router.post("/companies/{id}/send-letter", response={201: list[QueuedLetterAnswer], **PROBLEMS})
def send_letter_api(request: HttpRequest, id: int, body: SendLetterBody) -> Status[list[OutgoingMail]]:
    """Send one letter to each of the contacts, or to none when guard 6 refuses one of them."""
    company = get_visible_or_404(Company.objects, request, id)
    people = list(company.contacts.filter(pk__in=body.contacts))
    if len(people) != len(set(body.contacts)):
        raise Invalid(contacts=_("Choose people of this company."))
    texts = {"subject": body.subject, "text": body.text}
    sent = send_letter(company=company, contacts=people, by=actor(request), at=timezone.now(), **texts)
    return Status(201, sent)


@router.get("/no-contacts", response={200: Listing[NoContactAnswer], **PROBLEMS})
def list_no_contacts(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List the prohibitions of letters, also the lifted ones, with `lifted_at`."""
    return listing(NoContact.objects.visible_to(caller(request)), cursor, limit)


@router.post("/no-contacts", response={201: NoContactAnswer, **PROBLEMS})
def forbid_contact_api(request: HttpRequest, body: ForbidContactBody) -> Status[NoContact]:
    """Forbid letters to an address or a domain."""
    return Status(201, forbid_contact(by=actor(request), at=timezone.now(), **body.model_dump()))


@router.post("/no-contacts/{id}/lift", response={200: NoContactAnswer, **PROBLEMS})
def lift_no_contact_api(request: HttpRequest, id: int, body: LiftNoContactBody) -> NoContact:
    """Lift the prohibition; for heads."""
    no_contact = get_visible_or_404(NoContact.objects, request, id)
    return lift_no_contact(no_contact=no_contact, reason=body.reason, by=actor(request), at=timezone.now())


def _contact(request: HttpRequest, id: int) -> Contact:
    """Return the contact with its company; raise 404 when the caller sees no such one."""
    return get_visible_or_404(Contact.objects.select_related("company"), request, id)
