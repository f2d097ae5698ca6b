"""Deals: moved and moved back, changed, reopened; many at once. No operation wins one."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from okno.catalog.models import Service
from okno.kernel.errors import Invalid
from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.sales.actions.change_deal import change_deal
from okno.sales.actions.change_deals import change_deals
from okno.sales.actions.hand_over_deals import hand_over_deals
from okno.sales.actions.move_deal import move_deal
from okno.sales.actions.move_deals import move_deals
from okno.sales.actions.reopen_deal import reopen_deal
from okno.sales.actions.undo_move import undo_move
from okno.sales.api.answers import DealAnswer, Short, Sum, employee_of
from okno.sales.at_once import AT_MOST, AtOnce
from okno.sales.models import Deal
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, listing

router = Router(tags=["sales"])
DEALS = Deal.objects.select_related("company", "owner", "stage", "lead__company", "lead__contact")


class DealFields(Body):
    """What is left out stays as it is; null empties it. The last five are what the lead has told."""

    title: Line | None = None
    monthly_minor: Sum | None = None
    expected_on: date | None = None
    is_committed: bool | None = None
    service_id: Id | None = None
    decision_maker: Short | None = None
    budget_minor: Sum | None = None
    minimum_price_told_minor: Sum | None = None
    timing: Short | None = None
    place: Short | None = None

    def given(self) -> dict[str, Any]:
        """The fields that were sent, as the action takes them."""
        fields = self.model_dump(include=set(DealFields.model_fields), exclude_unset=True)
        for name in ("title", "is_committed", "decision_maker", "timing", "place"):
            if name in fields and fields[name] is None:
                raise Invalid(**{name: _("This is never null.")})
        if "service_id" in fields:
            fields["service"] = _service(fields.pop("service_id"))
        return fields


class MoveBody(DealFields):
    """Besides the stage, any field: what the stage asks for is given in one go with the move."""

    stage: Short


class MarkedBody(Body):
    deal_ids: Annotated[list[Id], Field(min_length=1, max_length=AT_MOST)]


class MoveMarkedBody(MarkedBody):
    stage: Short


class ChangeMarkedBody(MarkedBody):
    expected_on: date | None = None
    is_committed: bool | None = None


class LeftAnswer(Answer):
    """A deal that stays as it was, and why; one that the caller may not see is not there."""

    deal_id: int
    reason: str


class AtOnceAnswer(Answer):
    done: list[int]
    left: list[LeftAnswer]


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
    """To another stage. 409 for "won": only the signing of a contract wins a deal; and for what it lacks."""
    deal, by = one_visible(DEALS, request, id), caller(request)
    return move_deal(deal=deal, stage=body.stage, by=by, at=timezone.now(), **body.given())


@router.post("/deals/{int:id}/undo-move", response={200: DealAnswer, **PROBLEMS})
def undo(request: HttpRequest, id: int) -> Deal:
    """Take one's own last move back. 409 when something has happened to the deal since."""
    deal = one_visible(DEALS, request, id)
    return undo_move(deal=deal, by=caller(request), at=timezone.now())


@router.patch("/deals/{int:id}", response={200: DealAnswer, **PROBLEMS})
def change(request: HttpRequest, id: int, body: DealFields) -> Deal:
    """What is known of an open deal, mended."""
    deal = one_visible(DEALS, request, id)
    return change_deal(deal=deal, by=caller(request), at=timezone.now(), **body.given())


@router.post("/deals/move", response={200: AtOnceAnswer, **PROBLEMS})
def move_marked(request: HttpRequest, body: MoveMarkedBody) -> dict[str, Any]:
    """Many to one stage: each that cannot is told with its reason, the rest goes."""
    by, found = caller(request), _marked(request, body)
    return _told(move_deals(deals=found, stage=body.stage, by=by, at=timezone.now()))


@router.post("/deals/change", response={200: AtOnceAnswer, **PROBLEMS})
def change_marked(request: HttpRequest, body: ChangeMarkedBody) -> dict[str, Any]:
    """The same date, or the same commitment, for many."""
    by, found = caller(request), _marked(request, body)
    given = body.model_dump(exclude={"deal_ids"}, exclude_unset=True)
    if given.get("is_committed", False) is None:
        raise Invalid(is_committed=_("This is never null."))
    return _told(change_deals(deals=found, by=by, at=timezone.now(), **given))


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


def _marked(request: HttpRequest, body: MarkedBody) -> list[Deal]:
    return list(DEALS.visible_to(caller(request)).filter(pk__in=body.deal_ids))


def _told(told: AtOnce) -> dict[str, Any]:
    left = [{"deal_id": one.deal.pk, "reason": one.reason} for one in told.left]
    return {"done": [one.pk for one in told.done], "left": left}


def _service(pk: int | None) -> Service | None:
    if pk is None:
        return None
    found = Service.objects.filter(pk=pk).first()
    if found is None:
        raise Invalid(service_id=_("There is no such service."))
    return found
