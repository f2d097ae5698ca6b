"""The API of capacity."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from okno.catalog.models import Location
from okno.people.doors import caller, one_visible
from okno.resources.actions.set_capacity import set_capacity as set_the_capacity
from okno.resources.models import Capacity, Hold
from okno.ui.api import PROBLEMS, Answer, Body, Limit, Listing, listing

router = Router(tags=["resources"])
Kind = Annotated[str, Field(min_length=1, max_length=30)]
Total = Annotated[int, Field(strict=True, ge=0, le=10**6)]


class CapacityAnswer(Answer):
    """Units of a kind at a place; free is what is neither held for a quote nor taken by a contract."""

    id: int
    location_id: int
    place: str
    kind: str
    total: int
    held: int
    taken: int
    free: int

    @staticmethod
    def resolve_place(capacity: Capacity) -> str:
        return capacity.location.name


class HoldAnswer(Answer):
    """`holder` is the kind and id of what holds, such as quotes.quoteline and 5."""

    id: int
    capacity_id: int
    holder_kind: str
    holder_id: int
    company_id: int | None
    units: int
    until_on: date | None
    status: Hold.Status


class NewCapacity(Body):
    kind: Kind
    total: Total


@router.get("/capacities", response={200: Listing[CapacityAnswer], **PROBLEMS})
def capacities(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """What there is at each place: in all, held, taken, free."""
    visible = Capacity.objects.visible_to(caller(request)).select_related("location")
    return listing(visible, cursor, limit)


@router.get("/capacities/{id}", response={200: CapacityAnswer, **PROBLEMS})
def capacity(request: HttpRequest, id: int) -> Capacity:
    return one_visible(Capacity.objects.select_related("location"), request, id)


@router.get("/capacities/{id}/holds", response={200: Listing[HoldAnswer], **PROBLEMS})
def holds(request: HttpRequest, id: int, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """Who holds or has taken units of it; what was freed included."""
    one = one_visible(Capacity.objects, request, id)
    return listing(Hold.objects.visible_to(caller(request)).filter(capacity=one), cursor, limit)


@router.post("/locations/{id}/set-capacity", response={200: CapacityAnswer, **PROBLEMS})
def set_capacity(request: HttpRequest, id: int, body: NewCapacity) -> Capacity:
    """How many there are in all; never fewer than are held and taken (guard 5)."""
    location = one_visible(Location.objects, request, id)
    return set_the_capacity(
        location=location, kind=body.kind, total=body.total, by=caller(request), at=timezone.now()
    )
