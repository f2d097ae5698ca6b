"""The API of capacity."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Limit, Listing, listing
from okno.records.catalog.models import Location
from okno.records.resources.actions.set_capacity import set_capacity
from okno.records.resources.models import Capacity, Hold, HoldStatus

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
    status: HoldStatus


class SetCapacityBody(Body):
    kind: Kind
    total: Total


@router.get("/capacities", response={200: Listing[CapacityAnswer], **PROBLEMS})
def list_capacities(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List the capacity of each place: total, held, taken and free units."""
    visible = Capacity.objects.visible_to(caller(request)).select_related("location")
    return listing(visible, cursor, limit)


@router.get("/capacities/{id}", response={200: CapacityAnswer, **PROBLEMS})
def get_capacity(request: HttpRequest, id: int) -> Capacity:
    return get_visible_or_404(Capacity.objects.select_related("location"), request, id)


@router.get("/capacities/{id}/holds", response={200: Listing[HoldAnswer], **PROBLEMS})
def list_holds(request: HttpRequest, id: int, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List the holds of a capacity, those that were freed included."""
    capacity = get_visible_or_404(Capacity.objects, request, id)
    return listing(Hold.objects.visible_to(caller(request)).filter(capacity=capacity), cursor, limit)


@router.post("/locations/{id}/set-capacity", response={200: CapacityAnswer, **PROBLEMS})
def set_capacity_api(request: HttpRequest, id: int, body: SetCapacityBody) -> Capacity:
    """Set the total units of a kind at a place; never fewer than are held and taken (guard 5)."""
    location = get_visible_or_404(Location.objects, request, id)
    return set_capacity(
        location=location, kind=body.kind, total=body.total, by=actor(request), at=timezone.now()
    )
