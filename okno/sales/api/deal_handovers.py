"""Deals that go from hand to hand: given, accepted, returned."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.kernel.errors import Invalid
from okno.people.doors import caller, one_visible
from okno.sales.actions.accept_deal import accept_deal
from okno.sales.actions.hand_over_deal import hand_over_deal
from okno.sales.actions.return_deal import return_deal
from okno.sales.api.answers import DealAnswer, employee_of
from okno.sales.handovers import waited
from okno.sales.models import Deal, DealHandover
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Listing, Sentence, listing

router = Router(tags=["sales"])
HANDOVERS = DealHandover.objects.select_related("deal__company", "giver", "receiver")
DEALS = Deal.objects.select_related("company", "owner")


class DealHandoverAnswer(Answer):
    """`working_minutes`: from the hand-over to its answer, or until now."""

    id: int
    deal_id: int
    giver_id: int
    receiver_id: int
    note: str
    status: str
    handed_at: datetime
    decided_at: datetime | None
    decided_by_id: int | None
    reason: str
    working_minutes: int

    @staticmethod
    def resolve_working_minutes(handover: DealHandover) -> int:
        return waited(handover, timezone.now())


class HandOverDealBody(Body):
    receiver_id: Id
    note: Annotated[str, Field(max_length=1000)] = ""


class ReturnDealBody(Body):
    reason: Sentence


@router.get("/deal-handovers", response={200: Listing[DealHandoverAnswer], **PROBLEMS})
def list_handovers(
    request: HttpRequest, status: DealHandover.Status | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Hand-overs that the caller gave, receives or may see, the latest first."""
    visible = HANDOVERS.visible_to(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.get("/deal-handovers/{int:id}", response={200: DealHandoverAnswer, **PROBLEMS})
def read_handover(request: HttpRequest, id: int) -> DealHandover:
    """One hand-over."""
    return one_visible(HANDOVERS, request, id)


@router.post("/deal-handovers/{int:id}/accept", response={200: DealHandoverAnswer, **PROBLEMS})
def accept(request: HttpRequest, id: int) -> DealHandover:
    """The receiver leads the deal for good; his substitute answers for him while he is away."""
    return accept_deal(handover=one_visible(HANDOVERS, request, id), by=caller(request), at=timezone.now())


@router.post("/deal-handovers/{int:id}/return", response={200: DealHandoverAnswer, **PROBLEMS})
def return_to_giver(request: HttpRequest, id: int, body: ReturnDealBody) -> DealHandover:
    """The deal is the giver's again. The giver and heads take it back so."""
    handover = one_visible(HANDOVERS, request, id)
    return return_deal(handover=handover, reason=body.reason, by=caller(request), at=timezone.now())


@router.post("/deals/{int:id}/hand-over", response={201: DealHandoverAnswer, 200: DealAnswer, **PROBLEMS})
def hand_over(request: HttpRequest, id: int, body: HandOverDealBody) -> Status[Any]:
    """An open deal goes to a colleague, who is to answer. 200: who takes it for himself answers nobody."""
    deal, receiver = one_visible(DEALS, request, id), employee_of(body.receiver_id, "receiver_id")
    by, now = caller(request), timezone.now()
    try:
        handover = hand_over_deal(deal=deal, receiver=receiver, note=body.note, by=by, at=now)
    except Invalid as error:
        raise Invalid(receiver_id=error.reason) from error
    return Status(201, handover) if handover else Status(200, deal)
