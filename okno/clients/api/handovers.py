"""The API of hand-overs and of the end of the day."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import Field

from okno.clients.actions.acknowledge_handover import acknowledge_handover as acknowledge
from okno.clients.actions.close_day import close_day as close
from okno.clients.actions.hand_over_client import hand_over_client as hand_over
from okno.clients.actions.hand_over_clients import hand_over_clients as hand_over_many
from okno.clients.api.companies import CompanyAnswer
from okno.clients.day import day_of, left_to_close, not_closed
from okno.clients.lists import handovers_viewed
from okno.clients.models import Company, DayClose, Handover
from okno.clients.permissions import can_close_day, can_see_days
from okno.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.kernel.errors import Invalid, allow
from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Listing, listing

router = Router()

Words = Annotated[str, Field(max_length=2000)]


class NewHandover(Body):
    receiver_id: Id
    note: Words = ""
    with_promises: bool = True


class NewHandovers(NewHandover):
    """`company_ids`: only these; without it all that the giver keeps."""

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


class HandedOver(Answer):
    handed_over: int


class Acknowledgement(Body):
    rating: Annotated[int, Field(ge=1, le=5, description="1 is cold, 5 is warm")]
    impression: Words = ""


class DayAnswer(Answer):
    """How one's own day stands. `closed` is computed: a client touched since opens it again."""

    on: date
    closed: bool
    closed_at: datetime | None
    touched: int
    left: int


class Person(Answer):
    id: int
    name: str


class People(Answer):
    items: list[Person]


@router.get("/handovers", response={200: Listing[HandoverAnswer], **PROBLEMS})
def handovers(
    request: HttpRequest, view: Literal["", "given", "all"] = "", cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """`view`: what waits for me, what I gave, all (for heads)."""
    by = caller(request)
    visible = Handover.objects.visible_to(by)
    return listing(handovers_viewed(visible, view, by, timezone.localdate()), cursor, limit)


@router.get("/handovers/{id}", response={200: HandoverAnswer, **PROBLEMS})
def handover(request: HttpRequest, id: int) -> Handover:
    return one_visible(Handover.objects, request, id)


@router.post("/companies/{id}/hand-over", response={201: HandoverAnswer, **PROBLEMS})
def hand_over_client(request: HttpRequest, id: int, body: NewHandover) -> Status[Handover]:
    """The receiver keeps the client at once; the hand-over waits for his acknowledgement."""
    company = one_visible(Company.objects, request, id)
    given = body.model_dump(exclude={"receiver_id"})
    receiver = one_visible(Employee.objects, request, body.receiver_id)
    made = hand_over(company=company, receiver=receiver, by=caller(request), at=timezone.now(), **given)
    return Status(201, made)


@router.post("/employees/{id}/hand-over-clients", response={200: HandedOver, **PROBLEMS})
def hand_over_clients(request: HttpRequest, id: int, body: NewHandovers) -> dict[str, int]:
    """All the clients of this person, or some, at once."""
    giver = one_visible(Employee.objects, request, id)
    receiver = one_visible(Employee.objects, request, body.receiver_id)
    companies = None
    if body.company_ids is not None:
        asked = set(body.company_ids)
        companies = list(Company.objects.visible_to(caller(request)).filter(pk__in=asked))
        if len(companies) != len(asked):
            raise Invalid(company_ids=_("One of these companies is not there."))
    made = hand_over_many(
        giver=giver,
        receiver=receiver,
        note=body.note,
        companies=companies,
        with_promises=body.with_promises,
        by=caller(request),
        at=timezone.now(),
    )
    return {"handed_over": len(made)}


@router.post("/handovers/{id}/acknowledge", response={200: HandoverAnswer, **PROBLEMS})
def acknowledge_handover(request: HttpRequest, id: int, body: Acknowledgement) -> Handover:
    thing = one_visible(Handover.objects, request, id)
    return acknowledge(handover=thing, by=caller(request), at=timezone.now(), **body.model_dump())


@router.get("/days/{on}", response={200: DayAnswer, **PROBLEMS})
def day(request: HttpRequest, on: date) -> dict[str, Any]:
    allow(can_close_day(caller(request)))
    found = day_of(caller(request), _known(on))
    closed_at = found.close.at if found.close else None
    counts = {"touched": len(found.touched), "left": len(found.left)}
    return {"on": on, "closed": found.is_closed, "closed_at": closed_at, **counts}


@router.get("/days/{on}/left", response={200: Listing[CompanyAnswer], **PROBLEMS})
def day_left(request: HttpRequest, on: date, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """The clients of this day that still want a fresh status from the caller."""
    allow(can_close_day(caller(request)))
    left = left_to_close(caller(request), _known(on)).prefetch_related("managements")
    return listing(left, cursor, limit)


@router.get("/days/{on}/not-closed", response={200: People, **PROBLEMS})
def day_not_closed(request: HttpRequest, on: date) -> dict[str, Any]:
    """Whose day is not closed; for heads."""
    allow(can_see_days(caller(request)))
    return {"items": not_closed(_known(on), timezone.now())}


@router.post("/days/{on}/close", response={200: DayAnswer, **PROBLEMS})
def close_day(request: HttpRequest, on: date) -> dict[str, Any]:
    """The caller's own day; 422 names the clients without a fresh status."""
    made: DayClose = close(on=_known(on), by=caller(request), at=timezone.now())
    return {"on": on, "closed": True, "closed_at": made.at, "touched": made.statuses_count, "left": 0}


def _known(on: date) -> date:
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        asked = _("Choose a year between {first} and {last}.")
        raise Invalid(on=asked.format(first=FIRST_YEAR, last=LAST_YEAR))
    return on
