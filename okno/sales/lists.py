"""Which leads and deals a list shows: views as tabs, filters as chips."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okno.catalog.models import Service
from okno.clients.models import Company
from okno.kernel.errors import Text
from okno.kernel.money import div_half_up
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.sales.forms.fields import seller_choices
from okno.sales.models import Deal, Lead, LossReason, Nature, PipelineStage
from okno.sales.narrowing import narrow_deals, narrow_leads
from okno.sales.pipeline.board import stale, without_step
from okno.sales.pipeline.stages import stage_choices
from okno.sales.queries import SEE_ALL

LEAD_VIEWS: dict[str, Text] = {
    "new": pgettext_lazy("leads", "New"),
    "mine": _("Mine"),
    "nobody": pgettext_lazy("leads", "Nobody's"),
    "held": pgettext_lazy("leads", "Held"),
    "all": _("All"),
}
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
_NEW, _HELD = Q(status="new"), Q(assignment_rule="held")
_LEADS_OF: dict[str, Callable[[Employee], Q]] = {
    "new": lambda me: _NEW & ~_HELD,
    "mine": lambda me: Q(assigned_to=me),
    "nobody": lambda me: _NEW & Q(assigned_to__isnull=True) & ~_HELD,
    "held": lambda me: _NEW & _HELD,
    "all": lambda me: Q(),
}


@dataclass(frozen=True)
class Chosen:
    """The rows and what was chosen, for the page to show again."""

    rows: QuerySet[Any]
    view: str
    views: dict[str, Text]
    text: str
    filters: dict[str, str]
    choices: dict[str, list[tuple[str, Any]]]
    # What a report's figure has narrowed it to: in words, and as its address goes on.
    told: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)


def lead_list(employee: Employee, asked: Mapping[str, str]) -> Chosen:
    visible = Lead.objects.visible_to(employee)
    rows: QuerySet[Any] = visible.select_related("company", "assigned_to", "contact")
    views = {name: word for name, word in LEAD_VIEWS.items() if name != "held" or employee.has(*SEE_ALL)}
    view = asked.get("view", "new")
    view = view if view in views else "new"
    rows = rows.filter(_LEADS_OF[view](employee))
    choices: dict[str, list[tuple[str, Any]]] = {
        "channel": list(Lead.Channel.choices),
        "nature": list(Nature.choices),
        "service": [(str(pk), name) for pk, name in Service.objects.values_list("pk", "name")],
    }
    if employee.has(*SEE_ALL):
        people = Employee.objects.working().with_role(*SELLERS)
        choices["assigned_to"] = [(str(one.pk), one.name) for one in people]
    filters = _filters(asked, choices)
    text = asked.get("q", "").replace("\0", "").strip()
    if text:
        rows = rows.filter(Q(company__in=Company.objects.matching(text).values("pk")) | Q(external_id=text))
    found = narrow_leads(rows.filter(**filters).order_by("imported", "-received_at", "-pk"), asked)
    shown = without_history(found.rows, asked)
    return Chosen(shown, view, views, text, filters, choices, found.told, found.kept)


def deal_list(employee: Employee, asked: Mapping[str, str]) -> Chosen:
    visible = Deal.objects.visible_to(employee)
    rows: QuerySet[Any] = visible.select_related("company", "owner", "stage", "loss_reason")
    view = asked.get("view", "open")
    view = view if view in DEAL_VIEWS else "open"
    if view == "mine":
        rows = rows.filter(status=Deal.Status.OPEN, owner=employee)
    elif view != "all":
        rows = rows.filter(status=view)
    choices: dict[str, list[tuple[str, Any]]] = {
        "stage": stage_choices(),
        "loss_reason": [(one.code, one.word) for one in LossReason.objects.all()],
        "led_by": list(seller_choices()),
    }
    filters = _filters(asked, choices)
    text = asked.get("q", "").replace("\0", "").strip()
    if text:
        rows = rows.matching(text)  # type: ignore[attr-defined]
    rows = _with_chips(
        rows.filter(**{WHERE.get(name, name): value for name, value in filters.items()}), asked
    )
    filters |= {name: "1" for name in CHIPS if asked.get(name) == "1"}
    found = narrow_deals(rows.order_by("imported", "-opened_on", "-pk"), asked)
    rows = without_history(found.rows, asked)
    return Chosen(rows, view, DEAL_VIEWS, text, filters, choices, found.told, found.kept)


def _with_chips(rows: QuerySet[Any], asked: Mapping[str, str]) -> QuerySet[Any]:
    """Without a next step, stale: said of open deals alone."""
    if asked.get("no_step") == "1":
        rows = rows.filter(without_step(), status=Deal.Status.OPEN)
    if asked.get("stale") == "1":
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
    """One statement whatever the filter, and one for the stages: joined, it would take four times as long."""
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


def without_history(rows: QuerySet[Any], asked: Mapping[str, str]) -> QuerySet[Any]:
    """What was loaded from files stands last, or is left out when asked so."""
    return rows.filter(imported=False) if asked.get("history") == "no" else rows


def _filters(asked: Mapping[str, str], choices: Mapping[str, list[tuple[str, Any]]]) -> dict[str, str]:
    """What is chosen among what may be chosen; anything else in the address is passed by."""
    return {name: asked[name] for name, known in choices.items() if asked.get(name) in dict(known)}
