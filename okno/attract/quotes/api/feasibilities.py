"""The engineers' answers."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from okno.attract.quotes.actions.confirm_feasibility import confirm_feasibility
from okno.attract.quotes.actions.refuse_feasibility import refuse_feasibility
from okno.attract.quotes.api.shapes import ConfirmFeasibilityBody, FeasibilityAnswer, RefuseFeasibilityBody
from okno.attract.quotes.models import Feasibility
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Limit, Listing, listing

router = Router()


def _one(request: HttpRequest, pk: int) -> Feasibility:
    feasibilities = Feasibility.objects.select_related("line__quote__company", "line__location")
    return get_visible_or_404(feasibilities, request, pk)


@router.get("/feasibilities", response={200: Listing[FeasibilityAnswer], **PROBLEMS})
def list_feasibilities(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List the questions to engineers with their answers."""
    return listing(Feasibility.objects.visible_to(caller(request)), cursor, limit)


@router.get("/feasibilities/{id}", response={200: FeasibilityAnswer, **PROBLEMS})
def get_feasibility(request: HttpRequest, id: int) -> Feasibility:
    return _one(request, id)


@router.post("/feasibilities/{id}/confirm", response={200: FeasibilityAnswer, **PROBLEMS})
def confirm_feasibility_api(request: HttpRequest, id: int, body: ConfirmFeasibilityBody) -> Feasibility:
    """Confirm that it can be delivered; capacity is held for as long as the confirmation holds."""
    feasibility, answer = _one(request, id), body.model_dump()
    return confirm_feasibility(feasibility=feasibility, **answer, by=actor(request), at=timezone.now())


@router.post("/feasibilities/{id}/refuse", response={200: FeasibilityAnswer, **PROBLEMS})
def refuse_feasibility_api(request: HttpRequest, id: int, body: RefuseFeasibilityBody) -> Feasibility:
    """Refuse what cannot be delivered, with the reason."""
    return refuse_feasibility(
        feasibility=_one(request, id), note=body.note, by=actor(request), at=timezone.now()
    )
