"""Which leads and deals a list shows: views as tabs, filters as chips."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okno.clients.models import Company
from okno.kernel.errors import Text
from okno.people.models import Employee
from okno.sales.models import Deal, Lead, LossReason, Nature
from okno.sales.narrowing import narrow_deals, narrow_leads
from okno.sales.stages import stage_choices

LEAD_VIEWS: dict[str, Text] = {"new": pgettext_lazy("leads", "New"), "mine": _("Mine"), "all": _("All")}
DEAL_VIEWS: dict[str, Text] = {
    "mine": _("Mine"),
    "open": pgettext_lazy("deals", "Open"),
    "won": pgettext_lazy("deals", "Won"),
    "lost": pgettext_lazy("deals", "Lost"),
    "all": _("All"),
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
    rows = Lead.objects.visible_to(employee).select_related("company", "assigned_to", "contact")
    view = asked.get("view", "new")
    view = view if view in LEAD_VIEWS else "new"
    if view == "new":
        rows = rows.filter(status=Lead.Status.NEW)
    elif view == "mine":
        rows = rows.filter(assigned_to=employee)
    choices = {"channel": list(Lead.Channel.choices), "nature": list(Nature.choices)}
    filters = _filters(asked, choices)
    text = asked.get("q", "").replace("\0", "").strip()
    if text:
        rows = rows.filter(Q(company__in=Company.objects.matching(text).values("pk")) | Q(external_id=text))
    found = narrow_leads(rows.filter(**filters).order_by("imported", "-received_at", "-pk"), asked)
    rows = without_history(found.rows, asked)
    return Chosen(rows, view, LEAD_VIEWS, text, filters, choices, found.told, found.kept)


def deal_list(employee: Employee, asked: Mapping[str, str]) -> Chosen:
    rows = Deal.objects.visible_to(employee).select_related("company", "owner", "stage", "loss_reason")
    view = asked.get("view", "open")
    view = view if view in DEAL_VIEWS else "open"
    if view == "mine":
        rows = rows.open().filter(owner=employee)
    elif view != "all":
        rows = rows.filter(status=view)
    choices = {
        "stage": stage_choices(),
        "loss_reason": [(one.code, one.word) for one in LossReason.objects.all()],
    }
    filters = _filters(asked, choices)
    text = asked.get("q", "").replace("\0", "").strip()
    if text:
        rows = rows.matching(text)
    found = narrow_deals(rows.filter(**filters).order_by("imported", "-opened_on", "-pk"), asked)
    rows = without_history(found.rows, asked)
    return Chosen(rows, view, DEAL_VIEWS, text, filters, choices, found.told, found.kept)


def without_history(rows: QuerySet[Any], asked: Mapping[str, str]) -> QuerySet[Any]:
    """What was loaded from files stands last, or is left out when asked so."""
    return rows.filter(imported=False) if asked.get("history") == "no" else rows


def _filters(asked: Mapping[str, str], choices: Mapping[str, list[tuple[str, Any]]]) -> dict[str, str]:
    """What is chosen among what may be chosen; anything else in the address is passed by."""
    return {name: asked[name] for name, known in choices.items() if asked.get(name) in dict(known)}
