"""The engineers' answers."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from okno.people.doors import caller, one_visible
from okno.quotes.actions.confirm_feasibility import confirm_feasibility as confirm
from okno.quotes.actions.refuse_feasibility import refuse_feasibility as refuse
from okno.quotes.api.shapes import Confirmation, FeasibilityAnswer, Note
from okno.quotes.models import Feasibility
from okno.ui.api import PROBLEMS, Limit, Listing, listing

router = Router(tags=["quotes"])


def _one(request: HttpRequest, pk: int) -> Feasibility:
    wide = Feasibility.objects.select_related("line__quote__company", "line__location")
    return one_visible(wide, request, pk)


@router.get("/feasibilities", response={200: Listing[FeasibilityAnswer], **PROBLEMS})
def feasibilities(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """What engineers were asked and what they answered."""
    return listing(Feasibility.objects.visible_to(caller(request)), cursor, limit)


@router.get("/feasibilities/{id}", response={200: FeasibilityAnswer, **PROBLEMS})
def feasibility(request: HttpRequest, id: int) -> Feasibility:
    return _one(request, id)


@router.post("/feasibilities/{id}/confirm", response={200: FeasibilityAnswer, **PROBLEMS})
def confirm_feasibility(request: HttpRequest, id: int, body: Confirmation) -> Feasibility:
    """It can be delivered; capacity is held for as long as the word holds."""
    one, given = _one(request, id), body.model_dump()
    return confirm(feasibility=one, **given, by=caller(request), at=timezone.now())


@router.post("/feasibilities/{id}/refuse", response={200: FeasibilityAnswer, **PROBLEMS})
def refuse_feasibility(request: HttpRequest, id: int, body: Note) -> Feasibility:
    """It cannot, and why."""
    return refuse(feasibility=_one(request, id), note=body.note, by=caller(request), at=timezone.now())
