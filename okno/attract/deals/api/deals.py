"""Deals: moved and moved back, changed, reopened; many at once; the stages that heads set.

No operation wins a deal."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from okno.attract.deals.actions.change_deal import change_deal
from okno.attract.deals.actions.change_deals import change_deals
from okno.attract.deals.actions.hand_over_deals import hand_over_deals
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.actions.move_deals import move_deals
from okno.attract.deals.actions.reopen_deal import reopen_deal
from okno.attract.deals.actions.undo_move import undo_move
from okno.attract.deals.api.answers import DealAnswer
from okno.attract.deals.directories.stages import STAGES
from okno.attract.deals.models import Deal, DealStatus, PipelineStage
from okno.attract.leads.api.answers import Short, Sum, employee_of
from okno.ground.directory.api import ItemAnswer, directory_router
from okno.ground.kernel.errors import Invalid
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, listing
from okno.ground.ui.bulk import AT_MOST, BulkResult
from okno.records.catalog.models import Service
from okno.team.people.models import Employee

router = Router()
DEALS = Deal.objects.select_related("company", "owner", "stage", "lead__company", "lead__contact")


class ChangeDealBody(Body):
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

    def fields(self) -> dict[str, Any]:
        """Return the fields that were sent, as the action takes them."""
        fields = self.model_dump(include=set(ChangeDealBody.model_fields), exclude_unset=True)
        for name in ("title", "is_committed", "decision_maker", "timing", "place"):
            if name in fields and fields[name] is None:
                raise Invalid(**{name: _("This is never null.")})
        if "service_id" in fields:
            fields["service"] = _service(fields.pop("service_id"))
        return fields


class MoveDealBody(ChangeDealBody):
    """Besides the stage, any field: what the stage asks for is given in one go with the move."""

    stage: Short


class DealsBody(Body):
    deal_ids: Annotated[list[Id], Field(min_length=1, max_length=AT_MOST)]


class MoveDealsBody(DealsBody):
    stage: Short


class ChangeDealsBody(DealsBody):
    expected_on: date | None = None
    is_committed: bool | None = None


class SkippedDealAnswer(Answer):
    """A deal that stays as it was, and why; one that the caller may not see is not there."""

    deal_id: int
    reason: str


class BulkResultAnswer(Answer):
    done: list[int]
    left: list[SkippedDealAnswer]


class HandOverDealsBody(Body):
    receiver_id: Id
    reason: Annotated[str, Field(max_length=500)] = ""


class DealsHandedOver(Answer):
    """How many deals and leads went over."""

    count: int


@router.get("/deals", response={200: Listing[DealAnswer], **PROBLEMS})
def list_deals(
    request: HttpRequest, status: DealStatus | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Deals that the caller may see, the latest entered first."""
    visible = DEALS.visible_to(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.get("/deals/{int:id}", response={200: DealAnswer, **PROBLEMS})
def get_deal(request: HttpRequest, id: int) -> Deal:
    """Return one deal."""
    return get_visible_or_404(DEALS, request, id)


@router.post("/deals/{int:id}/move", response={200: DealAnswer, **PROBLEMS})
def move_deal_api(request: HttpRequest, id: int, body: MoveDealBody) -> Deal:
    """Move a deal to another stage. 409 for "won", because only a signed contract wins, and for missing
    conditions.
    """
    deal, by = get_visible_or_404(DEALS, request, id), actor(request)
    return move_deal(deal=deal, stage=body.stage, by=by, at=timezone.now(), **body.fields())


@router.post("/deals/{int:id}/undo-move", response={200: DealAnswer, **PROBLEMS})
def undo_move_api(request: HttpRequest, id: int) -> Deal:
    """Take one's own last move back. 409 when something has happened to the deal since."""
    deal = get_visible_or_404(DEALS, request, id)
    return undo_move(deal=deal, by=actor(request), at=timezone.now())


@router.patch("/deals/{int:id}", response={200: DealAnswer, **PROBLEMS})
def change_deal_api(request: HttpRequest, id: int, body: ChangeDealBody) -> Deal:
    """Change the fields of an open deal."""
    deal = get_visible_or_404(DEALS, request, id)
    return change_deal(deal=deal, by=actor(request), at=timezone.now(), **body.fields())


@router.post("/deals/move", response={200: BulkResultAnswer, **PROBLEMS})
def move_deals_api(request: HttpRequest, body: MoveDealsBody) -> dict[str, Any]:
    """Many to one stage: each that cannot is told with its reason, the rest goes."""
    by, marked = actor(request), _marked(request, body)
    return _result(move_deals(deals=marked, stage=body.stage, by=by, at=timezone.now()))


@router.patch("/deals", response={200: BulkResultAnswer, **PROBLEMS})
def change_deals_api(request: HttpRequest, body: ChangeDealsBody) -> dict[str, Any]:
    """Set the same date, or the same commitment, for many deals."""
    by, marked = actor(request), _marked(request, body)
    fields = body.model_dump(exclude={"deal_ids"}, exclude_unset=True)
    if fields.get("is_committed", False) is None:
        raise Invalid(is_committed=_("This is never null."))
    return _result(change_deals(deals=marked, by=by, at=timezone.now(), **fields))


@router.post("/deals/{int:id}/reopen", response={200: DealAnswer, **PROBLEMS})
def reopen_deal_api(request: HttpRequest, id: int) -> Deal:
    """Reopen a lost deal at its stage. 409 for imported history."""
    deal = get_visible_or_404(DEALS, request, id)
    return reopen_deal(deal=deal, by=actor(request), at=timezone.now())


@router.post("/employees/{int:id}/hand-over-deals", response={200: DealsHandedOver, **PROBLEMS})
def hand_over_deals_api(request: HttpRequest, id: int, body: HandOverDealsBody) -> dict[str, int]:
    """Give all open deals and unqualified leads of this employee to another."""
    giver, receiver = (
        get_visible_or_404(Employee.objects, request, id),
        employee_of(body.receiver_id, "receiver_id"),
    )
    by, now = actor(request), timezone.now()
    count = hand_over_deals(giver=giver, receiver=receiver, reason=body.reason, by=by, at=now)
    return {"count": count}


def _marked(request: HttpRequest, body: DealsBody) -> list[Deal]:
    return list(DEALS.visible_to(caller(request)).filter(pk__in=body.deal_ids))


def _result(result: BulkResult) -> dict[str, Any]:
    left = [{"deal_id": skipped.thing.pk, "reason": skipped.reason} for skipped in result.left]
    return {"done": [deal.pk for deal in result.done], "left": left}


def _service(pk: int | None) -> Service | None:
    if pk is None:
        return None
    marked = Service.objects.filter(pk=pk).first()
    if marked is None:
        raise Invalid(service_id=_("There is no such service."))
    return marked


Share = Annotated[int, Field(ge=0, le=10_000, description="Basis points: 10000 is certain")]
Days = Annotated[int, Field(ge=1, le=1000)]
Codes = Annotated[list[Short], Field(max_length=100)]


class StageAnswer(ItemAnswer):
    kind: str
    probability_bp: int
    rot_days: int
    conditions: list[str]


stages_router = directory_router(
    STAGES,
    "/stages",
    answer=StageAnswer,
    fields={
        "kind": (PipelineStage.Kind, PipelineStage.Kind.WORK),
        "probability_bp": (Share, 0),
        "rot_days": (Days, 14),
        "conditions": (Codes, []),
    },
    # The code of the stage where its open deals go.
    removal={"to": (Short, "")},
)

router.add_router("", stages_router)
