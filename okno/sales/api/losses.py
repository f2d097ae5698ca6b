"""Losses: a deal, several deals, and the list of reasons."""

from typing import Annotated

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import Field

from okno.kernel.errors import Invalid
from okno.people.doors import caller, one_visible
from okno.sales.actions.add_loss_reason import add_loss_reason
from okno.sales.actions.change_loss_reason import change_loss_reason
from okno.sales.actions.lose_deal import lose_deal
from okno.sales.actions.lose_deals import MOST_AT_ONCE, lose_deals
from okno.sales.actions.remove_loss_reason import remove_loss_reason
from okno.sales.api.answers import DealAnswer, Short
from okno.sales.losses import reason_tree
from okno.sales.models import Deal, LossReason
from okno.ui.api import PROBLEMS, Answer, Body, Id

router = Router(tags=["sales"])
DEALS = Deal.objects.select_related("company", "owner", "stage", "lead__company", "lead__contact")
REASONS = LossReason.objects.exclude(code="not_recorded").select_related("parent")


class LoseBody(Body):
    """`reason` is a code with nothing finer under it. `competitor` null: the client did not say who won."""

    reason: Short
    attitude: Deal.Attitude
    note: Annotated[str, Field(max_length=500)] = ""
    competitor: Short | None = ""


class LoseManyBody(LoseBody):
    deal_ids: Annotated[list[Id], Field(max_length=MOST_AT_ONCE)]


class ManyLost(Answer):
    count: int


class ReasonAnswer(Answer):
    """`depth` from 1; `is_leaf`: it may be chosen; `asks_competitor`: it, or one above, asks who won."""

    id: int
    code: str
    name: str
    under: str
    depth: int
    is_leaf: bool
    asks_competitor: bool


class NewReason(Body):
    """`under`: the code of the reason that it makes finer; empty for one at the top."""

    name: Annotated[str, Field(max_length=100)]
    under: Short = ""
    asks_competitor: bool = False


class ReasonChange(Body):
    """What is left out stays. `place` counts from 1 among those beside it."""

    name: Annotated[str, Field(max_length=100)] | None = None
    asks_competitor: bool | None = None
    place: Annotated[int, Field(strict=True, ge=1, le=1000)] | None = None


class ReasonKept(Answer):
    id: int
    code: str
    name: str
    is_offered: bool

    @staticmethod
    def resolve_name(reason: LossReason) -> str:
        return str(reason.word)

    @staticmethod
    def resolve_is_offered(reason: LossReason) -> bool:
        return reason.removed_at is None


@router.post("/deals/{int:id}/lose", response={200: DealAnswer, **PROBLEMS})
def lose(request: HttpRequest, id: int, body: LoseBody) -> Deal:
    """Close as lost: the reason, the client's attitude and, where the reason asks, who won are demanded."""
    deal = one_visible(DEALS, request, id)
    return lose_deal(deal=deal, **body.model_dump(), by=caller(request), at=timezone.now())


@router.post("/deals/lose", response={200: ManyLost, **PROBLEMS})
def lose_many(request: HttpRequest, body: LoseManyBody) -> dict[str, int]:
    """Close several for one reason: all of them, or none."""
    by, given = caller(request), body.model_dump()
    keys = set(given.pop("deal_ids"))
    found = list(DEALS.visible_to(by).filter(pk__in=keys).order_by("pk"))
    if len(found) != len(keys):
        raise Invalid(deal_ids=_("There is no such deal."))
    return {"count": len(lose_deals(deals=found, **given, by=by, at=timezone.now()))}


@router.get("/loss-reasons", response={200: list[ReasonAnswer], **PROBLEMS})
def list_loss_reasons(request: HttpRequest) -> list[dict[str, object]]:
    """The reasons that may be chosen, in their order, the finer ones after what they stand under."""
    caller(request)
    branches = [one for top in reason_tree() for one in top.walk()]
    codes = {one.reason.pk: one.reason.code for one in branches}
    return [
        {
            "id": one.reason.pk,
            "code": one.reason.code,
            "name": str(one.reason.word),
            "under": codes.get(one.reason.parent_id or 0, ""),
            "depth": one.depth,
            "is_leaf": one.is_leaf,
            "asks_competitor": one.asks,
        }
        for one in branches
    ]


@router.post("/loss-reasons", response={201: ReasonKept, **PROBLEMS})
def add(request: HttpRequest, body: NewReason) -> Status[LossReason]:
    """Add a reason, or bring back the removed one of this name at this place."""
    under = REASONS.filter(code=body.under).first()
    if body.under and under is None:
        raise Invalid(under=_("There is no such reason."))
    given = {"name": body.name, "asks_competitor": body.asks_competitor}
    return Status(201, add_loss_reason(**given, under=under, by=caller(request), at=timezone.now()))  # type: ignore[arg-type]


@router.post("/loss-reasons/{int:id}/change", response={200: ReasonKept, **PROBLEMS})
def change(request: HttpRequest, id: int, body: ReasonChange) -> LossReason:
    """Rename it, let it ask who won or not, put it higher or lower."""
    one = get_object_or_404(REASONS, pk=id)
    return change_loss_reason(reason=one, **body.model_dump(), by=caller(request), at=timezone.now())


@router.post("/loss-reasons/{int:id}/remove", response={200: ReasonKept, **PROBLEMS})
def remove(request: HttpRequest, id: int) -> LossReason:
    """Offer it no more, with all that is finer; the deals lost for it keep it."""
    one = get_object_or_404(REASONS, pk=id)
    return remove_loss_reason(reason=one, by=caller(request), at=timezone.now())
