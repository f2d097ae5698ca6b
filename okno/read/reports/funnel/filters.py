"""Who reads what of sales in figures: heads, the owner and the marketer all of it, a seller his own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.attract.deals.dimensions import UNKNOWN
from okno.attract.deals.drilldown import whose
from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead, SourceType
from okno.attract.leads.queries import SEE_ALL
from okno.ground.kernel.errors import Text
from okno.ground.kernel.row_ids import id_of
from okno.records.catalog.models import Service
from okno.team.people.models import Employee

HISTORY_IN = "yes"


@dataclass(frozen=True)
class Limits:
    """What a report is narrowed to, by the address. `chosen` goes into every link that a figure opens."""

    reader: Employee
    manager: int | None
    service: int | None
    source_type: str
    with_history: bool
    chosen: dict[str, str] = field(default_factory=dict)

    @property
    def sees_all(self) -> bool:
        return self.reader.has(*SEE_ALL)

    def deals(self) -> QuerySet[Deal]:
        """Return closed and open deals of the report; imported history only on request."""
        rows = Deal.objects.visible_to(self.reader).order_by()
        rows = rows if self.with_history else rows.filter(imported=False)
        if self.manager:
            rows = rows.filter(owner=self.manager)
        if self.service:
            rows = rows.filter(service=self.service)
        return rows.filter(lead__source_type=self.source_type) if self.source_type else rows

    def leads(self) -> QuerySet[Lead]:
        """Return leads of the report; an employee's are those assigned to or found by them, or with their
        deal.
        """
        rows = Lead.objects.visible_to(self.reader).order_by()
        rows = rows if self.with_history else rows.filter(imported=False)
        if self.manager:
            rows = rows.filter(whose(self.manager))
        if self.service:
            rows = rows.filter(service=self.service)
        return rows.filter(source_type=self.source_type) if self.source_type else rows

    def deal_list(self, **limits: str) -> str:
        """Return the address of the list of exactly these deals; an empty value means unknown."""
        return self._list("deals:deal_list", limits)

    def lead_list(self, **limits: str) -> str:
        return self._list("leads:leads", limits)

    def _list(self, name: str, limits: Mapping[str, str]) -> str:
        query = {"view": "all", **self.chosen, **{key: value or UNKNOWN for key, value in limits.items()}}
        if not self.with_history:
            query["history"] = "no"
        return f"{reverse(name)}?{urlencode(query)}"


def limits_of(reader: Employee, query: Mapping[str, str]) -> Limits:
    """Return the limits in the query without invalid ones; a seller's report is always their own."""
    manager = id_of(query.get("manager", "")) if reader.has(*SEE_ALL) else reader.pk
    service = id_of(query.get("service", ""))
    source_type = query["source_type"] if query.get("source_type") in SourceType.values else ""
    chosen = {"manager": str(manager or ""), "service": str(service or ""), "source_type": source_type}
    return Limits(
        reader=reader,
        manager=manager,
        service=service,
        source_type=source_type,
        with_history=query.get("history") == HISTORY_IN,
        chosen={name: value for name, value in chosen.items() if value},
    )


@dataclass(frozen=True)
class Filter:
    """One select above a report."""

    name: str
    label: Text
    blank: Text
    choices: list[tuple[str, Any]]
    value: str


def filters_of(limits: Limits) -> list[Filter]:
    """Return the selects above the report; by employee only for readers who see all."""
    services = [(str(service.pk), str(service)) for service in Service.objects.all()]
    filters = [
        Filter("service", _("Service"), _("any service"), services, str(limits.service or "")),
        Filter("source_type", _("Nature"), _("any nature"), list(SourceType.choices), limits.source_type),
    ]
    if limits.sees_all:
        sold = Employee.objects.filter(pk__in=Deal.objects.exclude(owner=None).order_by().values("owner"))
        people = [(str(person.pk), person.name) for person in sold.order_by("name")]
        filters.insert(
            0, Filter("manager", _("Manager"), _("all managers"), people, str(limits.manager or ""))
        )
    return filters


def views_of(address: QueryDict, labels: Mapping[str, Text], current: str) -> list[tuple[str, Text, bool]]:
    """Return (address, label, is current) of the report's tabs; addresses keep the rest of the query."""
    tabs = []
    for code, word in labels.items():
        query = address.copy()
        query["by"] = code
        tabs.append(("?" + query.urlencode(), word, code == current))
    return tabs
