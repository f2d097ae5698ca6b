"""Deals that go from hand to hand: given, accepted, returned."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.attract.deals.actions.accept_deal import accept_deal
from okno.attract.deals.actions.hand_over_deal import hand_over_deal
from okno.attract.deals.actions.return_deal import return_deal
from okno.attract.deals.api.answers import DealAnswer
from okno.attract.deals.handovers import waited
from okno.attract.deals.models import Deal, DealHandover, DealHandoverStatus
from okno.attract.leads.api.answers import employee_of
from okno.ground.kernel.errors import Invalid
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Listing, Sentence, listing

router = Router()
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
def list_deal_handovers(
    request: HttpRequest, status: DealHandoverStatus | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Hand-overs that the caller gave, receives or may see, the latest first."""
    visible = HANDOVERS.visible_to(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.get("/deal-handovers/{int:id}", response={200: DealHandoverAnswer, **PROBLEMS})
def get_deal_handover(request: HttpRequest, id: int) -> DealHandover:
    """Return one hand-over."""
    return get_visible_or_404(HANDOVERS, request, id)


@router.post("/deal-handovers/{int:id}/accept", response={200: DealHandoverAnswer, **PROBLEMS})
def accept_deal_api(request: HttpRequest, id: int) -> DealHandover:
    """Accept the deal: the receiver leads it for good. A substitute answers for an absent receiver."""
    return accept_deal(
        handover=get_visible_or_404(HANDOVERS, request, id), by=actor(request), at=timezone.now()
    )


@router.post("/deal-handovers/{int:id}/return", response={200: DealHandoverAnswer, **PROBLEMS})
def return_deal_api(request: HttpRequest, id: int, body: ReturnDealBody) -> DealHandover:
    """Return the deal to the giver, with a reason. The giver and heads take it back so."""
    handover = get_visible_or_404(HANDOVERS, request, id)
    return return_deal(handover=handover, reason=body.reason, by=actor(request), at=timezone.now())


@router.post("/deals/{int:id}/hand-over", response={201: DealHandoverAnswer, 200: DealAnswer, **PROBLEMS})
def hand_over_deal_api(request: HttpRequest, id: int, body: HandOverDealBody) -> Status[Any]:
    """Hand an open deal to a colleague, who is to answer. 200: who takes it for themselves answers nobody."""
    deal, receiver = get_visible_or_404(DEALS, request, id), employee_of(body.receiver_id, "receiver_id")
    by, now = actor(request), timezone.now()
    try:
        handover = hand_over_deal(deal=deal, receiver=receiver, note=body.note, by=by, at=now)
    # The action calls its field `receiver`; the body of the API calls it `receiver_id`, and the answer names
    # what was sent.
    except Invalid as error:
        raise Invalid(receiver_id=error.reason) from error
    return Status(201, handover) if handover else Status(200, deal)
