"""Which leads and deals a list shows: views as tabs, filters as chips."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okno.attract.deals.drilldown import narrow_deals
from okno.attract.deals.models import Deal, LossReason, PipelineStage
from okno.attract.deals.pipeline.board import stale, without_step
from okno.attract.deals.pipeline.stages import stage_choices
from okno.attract.leads.forms.fields import seller_choices
from okno.attract.leads.lists import Chosen, _filters, without_history
from okno.ground.kernel.errors import Text
from okno.ground.kernel.money import div_half_up
from okno.team.people.models import Employee

DEAL_VIEWS: dict[str, Text] = {
    "mine": _("Mine"),
    "open": pgettext_lazy("deals", "Open"),
    "won": pgettext_lazy("deals", "Won"),
    "lost": pgettext_lazy("deals", "Lost"),
    "all": _("All"),
}


# How an address names a filter, when it is not the field's own name: a report's figures come with that one.
WHERE = {"led_by": "owner"}


CHIPS = ("no_step", "stale")


def deal_list(employee: Employee, query: Mapping[str, str]) -> Chosen:
    visible = Deal.objects.visible_to(employee)
    rows: QuerySet[Any] = visible.select_related("company", "owner", "stage", "loss_reason")
    view = query.get("view", "open")
    view = view if view in DEAL_VIEWS else "open"
    if view == "mine":
        rows = rows.filter(status=Deal.Status.OPEN, owner=employee)
    elif view != "all":
        rows = rows.filter(status=view)
    choices: dict[str, list[tuple[str, Any]]] = {
        "stage": stage_choices(),
        "loss_reason": [(reason.code, reason.word) for reason in LossReason.objects.all()],
        "led_by": list(seller_choices()),
    }
    filters = _filters(query, choices)
    text = query.get("q", "").replace("\0", "").strip()
    if text:
        rows = rows.matching(text)  # type: ignore[attr-defined]
    rows = _with_chips(
        rows.filter(**{WHERE.get(name, name): value for name, value in filters.items()}), query
    )
    filters |= {name: "1" for name in CHIPS if query.get(name) == "1"}
    narrowed = narrow_deals(rows.order_by("imported", "-opened_on", "-pk"), query)
    rows = without_history(narrowed.rows, query)
    return Chosen(rows, view, DEAL_VIEWS, text, filters, choices, narrowed.phrases, narrowed.kept)


def _with_chips(rows: QuerySet[Any], query: Mapping[str, str]) -> QuerySet[Any]:
    """Without a next step, stale: said of open deals alone."""
    if query.get("no_step") == "1":
        rows = rows.filter(without_step(), status=Deal.Status.OPEN)
    if query.get("stale") == "1":
        stages = list(PipelineStage.objects.in_use())
        rows = rows.filter(stale(stages, timezone.localdate()), status=Deal.Status.OPEN)
    return rows


@dataclass(frozen=True)
class Totals:
    """Of all deals that a filter leaves: the weighted sum is of the open ones, rounded once."""

    count: int
    sum_minor: int
    open_count: int
    weighted_minor: int


def totals_of(rows: QuerySet[Any]) -> Totals:
    """Return the totals in one statement, and the stages in one more: joined, they would take four times as
    long.
    """
    figured = rows.order_by().values_list("status", "stage")
    figures = list(figured.annotate(count=Count("pk"), total=Sum("monthly_minor")))
    share = dict(PipelineStage.objects.values_list("code", "probability_bp"))
    still = [
        (share[code], count, total or 0)
        for status, code, count, total in figures
        if status == Deal.Status.OPEN
    ]
    return Totals(
        sum(count for _status, _code, count, _total in figures),
        sum(total or 0 for _status, _code, _count, total in figures),
        sum(count for _bp, count, _total in still),
        div_half_up(sum(total * bp for bp, _count, total in still), 10_000),
    )
