"""Losses of one deal and of several, and the reasons that heads keep."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.lose_deals import MOST_AT_ONCE, lose_deals
from okno.attract.deals.api.answers import DealAnswer
from okno.attract.deals.directories.losses import LOSS_REASONS
from okno.attract.deals.models import Deal, DealAttitude
from okno.attract.leads.api.answers import Short
from okno.ground.directory.api import ItemAnswer, directory_router
from okno.ground.kernel.errors import Invalid
from okno.ground.ui.access import actor, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id

router = Router()
DEALS = Deal.objects.select_related("company", "owner", "stage", "lead__company", "lead__contact")


class LoseDealBody(Body):
    """`reason` is a code with nothing finer under it. `competitor` null: the client did not say who won."""

    reason: Short
    attitude: DealAttitude
    note: Annotated[str, Field(max_length=500)] = ""
    competitor: Short | None = ""


class LoseDealsBody(LoseDealBody):
    deal_ids: Annotated[list[Id], Field(max_length=MOST_AT_ONCE)]


class ManyLost(Answer):
    count: int


@router.post("/deals/{int:id}/lose", response={200: DealAnswer, **PROBLEMS})
def lose_deal_api(request: HttpRequest, id: int, body: LoseDealBody) -> Deal:
    """Close as lost: the reason, the client's attitude and, where the reason asks, who won are demanded."""
    deal = get_visible_or_404(DEALS, request, id)
    return lose_deal(deal=deal, **body.model_dump(), by=actor(request), at=timezone.now())


@router.post("/deals/lose", response={200: ManyLost, **PROBLEMS})
def lose_deals_api(request: HttpRequest, body: LoseDealsBody) -> dict[str, int]:
    """Close several for one reason: all of them, or none."""
    by, fields = actor(request), body.model_dump()
    keys = set(fields.pop("deal_ids"))
    marked = list(DEALS.visible_to(by.employee).filter(pk__in=keys).order_by("pk"))
    if len(marked) != len(keys):
        raise Invalid(deal_ids=_("There is no such deal."))
    return {"count": len(lose_deals(deals=marked, **fields, by=by, at=timezone.now()))}


class LossReasonAnswer(ItemAnswer):
    """`depth` from 1; `is_leaf`: it may be chosen; `asks_competitor`: it, or one above, asks who won."""

    under: str
    depth: int | None
    is_leaf: bool
    asks_competitor: bool

    @staticmethod
    def resolve_under(reason: Any) -> str:
        return reason.parent.code if reason.parent else ""

    @staticmethod
    def resolve_depth(reason: Any) -> int | None:
        return reason.branch.depth if reason.branch else None

    @staticmethod
    def resolve_is_leaf(reason: Any) -> bool:
        return bool(reason.branch and reason.branch.is_leaf)

    @staticmethod
    def resolve_asks_competitor(reason: Any) -> bool:
        return reason.branch.asks if reason.branch else reason.asks_competitor


reasons_router = directory_router(
    LOSS_REASONS,
    "/loss-reasons",
    answer=LossReasonAnswer,
    fields={"asks_competitor": (bool, False)},
    # The code of the reason that it makes finer; empty for one at the top.
    fixed={"under": (Short, "")},
)

router.add_router("", reasons_router)
