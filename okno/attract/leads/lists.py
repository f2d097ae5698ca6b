"""The list of leads: views as tabs, filters as chips."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okno.attract.leads.models import Lead, SourceType
from okno.attract.leads.queries import SEE_ALL
from okno.ground.kernel.errors import Text
from okno.ground.kernel.registry import Registry
from okno.records.catalog.models import Service
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.team.people.permissions import SELLERS

# Narrowings by a report's figure; the room `deals` fills it, because it owns the outcome of leads.
DRILLDOWNS: Registry[Callable[[QuerySet[Any], Mapping[str, str]], Any]] = Registry("drilldown of leads")
LEAD_VIEWS: dict[str, Text] = {
    "new": pgettext_lazy("leads", "New"),
    "mine": _("Mine"),
    "nobody": pgettext_lazy("leads", "Nobody's"),
    "held": pgettext_lazy("leads", "Held"),
    "all": _("All"),
}


_NEW, _QUARANTINED = Q(status="new"), Q(assignment_rule="held")


_LEADS_OF: dict[str, Callable[[Employee], Q]] = {
    "new": lambda me: _NEW & ~_QUARANTINED,
    "mine": lambda me: Q(assigned_to=me),
    "nobody": lambda me: _NEW & Q(assigned_to__isnull=True) & ~_QUARANTINED,
    "held": lambda me: _NEW & _QUARANTINED,
    "all": lambda me: Q(),
}


@dataclass(frozen=True)
class Chosen:
    """The rows of a list and the choices that led to them, for the page to show again."""

    rows: QuerySet[Any]
    view: str
    views: dict[str, Text]
    text: str
    filters: dict[str, str]
    choices: dict[str, list[tuple[str, Any]]]
    # The narrowing by a report's figure: its labels, and its parameters for the page's links.
    limits: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)


def lead_list(employee: Employee, query: Mapping[str, str]) -> Chosen:
    """Return the leads that the employee may see, narrowed by the view, filters and text of the query."""
    visible = Lead.objects.visible_to(employee)
    rows: QuerySet[Any] = visible.select_related("company", "assigned_to", "contact")
    views = {name: word for name, word in LEAD_VIEWS.items() if name != "held" or employee.has(*SEE_ALL)}
    view = query.get("view", "new")
    view = view if view in views else "new"
    rows = rows.filter(_LEADS_OF[view](employee))
    choices: dict[str, list[tuple[str, Any]]] = {
        "channel": list(Lead.Channel.choices),
        "source_type": list(SourceType.choices),
        "service": [(str(pk), name) for pk, name in Service.objects.values_list("pk", "name")],
    }
    if employee.has(*SEE_ALL):
        people = Employee.objects.working().with_role(*SELLERS)
        choices["assigned_to"] = [(str(person.pk), person.name) for person in people]
    filters = _filters(query, choices)
    text = query.get("q", "").replace("\0", "").strip()
    if text:
        rows = rows.filter(Q(company__in=Company.objects.matching(text).values("pk")) | Q(external_id=text))
    narrowed = DRILLDOWNS.only()(rows.filter(**filters).order_by("imported", "-received_at", "-pk"), query)
    leads = without_history(narrowed.rows, query)
    return Chosen(leads, view, views, text, filters, choices, narrowed.phrases, narrowed.kept)


def without_history(rows: QuerySet[Any], query: Mapping[str, str]) -> QuerySet[Any]:
    """Return the rows, without imported ones when the address says so."""
    return rows.filter(imported=False) if query.get("history") == "no" else rows


def _filters(query: Mapping[str, str], choices: Mapping[str, list[tuple[str, Any]]]) -> dict[str, str]:
    """Return the filters of the address that are among the choices; unknown values are ignored."""
    return {name: query[name] for name, options in choices.items() if query.get(name) in dict(options)}
