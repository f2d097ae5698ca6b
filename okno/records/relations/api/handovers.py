"""The API of handovers and of closed days."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import Field

from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Listing, listing
from okno.records.clients.api.companies import CompanyAnswer
from okno.records.clients.models import Company
from okno.records.relations.actions.acknowledge_handover import acknowledge_handover
from okno.records.relations.actions.close_day import close_day
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.relations.actions.hand_over_clients import hand_over_clients
from okno.records.relations.day import day_of, left_to_close, not_closed
from okno.records.relations.lists import handovers_viewed
from okno.records.relations.models import DayClose, Handover
from okno.records.relations.permissions import can_close_day, can_see_days
from okno.team.people.models import Employee

router = Router()
HandoverView = Literal["", "given", "all"]

NoteText = Annotated[str, Field(max_length=2000)]


class HandOverClientBody(Body):
    receiver_id: Id
    note: NoteText = ""
    with_promises: bool = True


class HandOverClientsBody(HandOverClientBody):
    """The receiver and `company_ids`, the clients to hand over; without it all that the giver manages."""

    company_ids: Annotated[list[Id], Field(min_length=1, max_length=1000)] | None = None


class HandoverAnswer(Answer):
    id: int
    company_id: int
    giver_id: int
    receiver_id: int
    note: str
    status: str
    handed_at: datetime
    closed_at: datetime | None
    rating: int | None
    impression: str


class ClientsHandedOver(Answer):
    handed_over: int


class AcknowledgeHandoverBody(Body):
    rating: Annotated[int, Field(ge=1, le=5, description="1 is cold, 5 is warm")]
    impression: NoteText = ""


class ClosingDayAnswer(Answer):
    """The state of the caller's day. `closed` is computed: a client touched since opens the day again."""

    on: date
    closed: bool
    closed_at: datetime | None
    touched: int
    left: int


class PersonNotClosed(Answer):
    id: int
    name: str


class PeopleNotClosed(Answer):
    items: list[PersonNotClosed]


@router.get("/handovers", response={200: Listing[HandoverAnswer], **PROBLEMS})
def list_handovers(
    request: HttpRequest, view: HandoverView = "", cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """List the handovers: those that wait for the caller, `given` by the caller, or `all` (for heads)."""
    by = actor(request)
    visible = Handover.objects.visible_to(by.employee)
    return listing(handovers_viewed(visible, view, by.employee, timezone.localdate()), cursor, limit)


@router.get("/handovers/{id}", response={200: HandoverAnswer, **PROBLEMS})
def get_handover(request: HttpRequest, id: int) -> Handover:
    """Return one handover."""
    return get_visible_or_404(Handover.objects, request, id)


@router.post("/companies/{id}/hand-over", response={201: HandoverAnswer, **PROBLEMS})
def hand_over_client_api(request: HttpRequest, id: int, body: HandOverClientBody) -> Status[Handover]:
    """Hand the client over: the receiver manages them at once and is yet to acknowledge it."""
    company = get_visible_or_404(Company.objects, request, id)
    options = body.model_dump(exclude={"receiver_id"})
    receiver = get_visible_or_404(Employee.objects, request, body.receiver_id)
    handover = hand_over_client(
        company=company, receiver=receiver, by=actor(request), at=timezone.now(), **options
    )
    return Status(201, handover)


@router.post("/employees/{id}/hand-over-clients", response={200: ClientsHandedOver, **PROBLEMS})
def hand_over_clients_api(request: HttpRequest, id: int, body: HandOverClientsBody) -> dict[str, int]:
    """Hand over all the clients of this employee, or some of them, at once."""
    giver = get_visible_or_404(Employee.objects, request, id)
    receiver = get_visible_or_404(Employee.objects, request, body.receiver_id)
    companies = None
    if body.company_ids is not None:
        keys = set(body.company_ids)
        companies = list(Company.objects.visible_to(caller(request)).filter(pk__in=keys))
        if len(companies) != len(keys):
            raise Invalid(company_ids=_("One of these companies is not there."))
    handovers = hand_over_clients(
        giver=giver,
        receiver=receiver,
        note=body.note,
        companies=companies,
        with_promises=body.with_promises,
        by=actor(request),
        at=timezone.now(),
    )
    return {"handed_over": len(handovers)}


@router.post("/handovers/{id}/acknowledge", response={200: HandoverAnswer, **PROBLEMS})
def acknowledge_handover_api(request: HttpRequest, id: int, body: AcknowledgeHandoverBody) -> Handover:
    """Acknowledge the handover with a rating of the relationship."""
    handover = get_visible_or_404(Handover.objects, request, id)
    return acknowledge_handover(handover=handover, by=actor(request), at=timezone.now(), **body.model_dump())


@router.get("/days/{on}", response={200: ClosingDayAnswer, **PROBLEMS})
def get_day(request: HttpRequest, on: date) -> dict[str, Any]:
    """Return the state of the caller's day."""
    allow(can_close_day(actor(request)))
    day = day_of(caller(request), _valid(on))
    closed_at = day.close.at if day.close else None
    counts = {"touched": len(day.touched), "left": len(day.left)}
    return {"on": on, "closed": day.is_closed, "closed_at": closed_at, **counts}


@router.get("/days/{on}/left", response={200: Listing[CompanyAnswer], **PROBLEMS})
def list_left_to_close(request: HttpRequest, on: date, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List the clients of this day that still need a fresh status from the caller."""
    allow(can_close_day(actor(request)))
    left = left_to_close(caller(request), _valid(on)).prefetch_related("manager_terms")
    return listing(left, cursor, limit)


@router.get("/days/{on}/not-closed", response={200: PeopleNotClosed, **PROBLEMS})
def list_not_closed(request: HttpRequest, on: date) -> dict[str, Any]:
    """List the employees whose day is not closed; for heads."""
    allow(can_see_days(actor(request)))
    return {"items": not_closed(_valid(on), timezone.now())}


@router.post("/days/{on}/close", response={200: ClosingDayAnswer, **PROBLEMS})
def close_day_api(request: HttpRequest, on: date) -> dict[str, Any]:
    """Close the caller's own day; 422 names the clients without a fresh status."""
    close: DayClose = close_day(on=_valid(on), by=actor(request), at=timezone.now())
    return {"on": on, "closed": True, "closed_at": close.at, "touched": close.statuses_count, "left": 0}


def _valid(on: date) -> date:
    """Return the day; raise Invalid when its year is out of bounds."""
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        reason = _("Choose a year between {first} and {last}.")
        raise Invalid(on=reason.format(first=FIRST_YEAR, last=LAST_YEAR))
    return on
