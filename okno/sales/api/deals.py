"""Deals: moved, lost, reopened. No operation wins one."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.sales.actions.hand_over_deals import hand_over_deals
from okno.sales.actions.move_deal import move_deal
from okno.sales.actions.reopen_deal import reopen_deal
from okno.sales.api.answers import DealAnswer, Short, employee_of
from okno.sales.models import Deal
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Listing, listing

router = Router(tags=["sales"])
DEALS = Deal.objects.select_related("company", "owner", "lead__company", "lead__contact")


class MoveBody(Body):
    stage: Short


class HandOverBody(Body):
    receiver_id: Id
    reason: Annotated[str, Field(max_length=500)] = ""


class HandedOver(Answer):
    """How many deals and leads went over."""

    count: int


@router.get("/deals", response={200: Listing[DealAnswer], **PROBLEMS})
def list_deals(
    request: HttpRequest, status: Deal.Status | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Deals that the caller may see, the latest entered first."""
    visible = DEALS.visible_to(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.get("/deals/{int:id}", response={200: DealAnswer, **PROBLEMS})
def read_deal(request: HttpRequest, id: int) -> Deal:
    """One deal."""
    return one_visible(DEALS, request, id)


@router.post("/deals/{int:id}/move", response={200: DealAnswer, **PROBLEMS})
def move(request: HttpRequest, id: int, body: MoveBody) -> Deal:
    """To another stage. 409 for "won": only the signing of a contract wins a deal."""
    deal = one_visible(DEALS, request, id)
    return move_deal(deal=deal, stage=body.stage, by=caller(request), at=timezone.now())


@router.post("/deals/{int:id}/reopen", response={200: DealAnswer, **PROBLEMS})
def reopen(request: HttpRequest, id: int) -> Deal:
    """A lost deal is open again at its stage. 409 for loaded history."""
    deal = one_visible(DEALS, request, id)
    return reopen_deal(deal=deal, by=caller(request), at=timezone.now())


@router.post("/employees/{int:id}/hand-over-deals", response={200: HandedOver, **PROBLEMS})
def hand_over(request: HttpRequest, id: int, body: HandOverBody) -> dict[str, int]:
    """All open deals and unqualified leads of this employee go to another."""
    giver, receiver = one_visible(Employee.objects, request, id), employee_of(body.receiver_id, "receiver_id")
    by, now = caller(request), timezone.now()
    count = hand_over_deals(giver=giver, receiver=receiver, reason=body.reason, by=by, at=now)
    return {"count": count}
