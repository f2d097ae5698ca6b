"""Who reads what of sales in figures: heads, the owner and the marketer all of it, a seller his own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.catalog.models import Service
from okno.kernel.errors import Text
from okno.kernel.keys import key_of
from okno.people.models import Employee
from okno.sales.dimensions import UNKNOWN
from okno.sales.models import Deal, Lead, Nature
from okno.sales.narrowing import whose
from okno.sales.queries import SEE_ALL

HISTORY_IN = "yes"


@dataclass(frozen=True)
class Limits:
    """What a report is narrowed to, by the address. `chosen` goes into every link that a figure opens."""

    reader: Employee
    manager: int | None
    service: int | None
    nature: str
    with_history: bool
    chosen: dict[str, str] = field(default_factory=dict)

    @property
    def sees_all(self) -> bool:
        return self.reader.has(*SEE_ALL)

    def deals(self) -> QuerySet[Deal]:
        """Closed and open, of those that this report is about; loaded history only when asked for."""
        rows = Deal.objects.visible_to(self.reader).order_by()
        rows = rows if self.with_history else rows.filter(imported=False)
        if self.manager:
            rows = rows.filter(owner=self.manager)
        if self.service:
            rows = rows.filter(service=self.service)
        return rows.filter(lead__nature=self.nature) if self.nature else rows

    def leads(self) -> QuerySet[Lead]:
        """Leads; of a person: given to him, found by him, or with a deal of his."""
        rows = Lead.objects.visible_to(self.reader).order_by()
        rows = rows if self.with_history else rows.filter(imported=False)
        if self.manager:
            rows = rows.filter(whose(self.manager))
        if self.service:
            rows = rows.filter(service=self.service)
        return rows.filter(nature=self.nature) if self.nature else rows

    def deal_list(self, **limits: str) -> str:
        """The address of the list of exactly these deals; an empty value is what is not known."""
        return self._list("sales:deal_list", limits)

    def lead_list(self, **limits: str) -> str:
        return self._list("sales:leads", limits)

    def _list(self, name: str, limits: Mapping[str, str]) -> str:
        told = {"view": "all", **self.chosen, **{key: value or UNKNOWN for key, value in limits.items()}}
        if not self.with_history:
            told["history"] = "no"
        return f"{reverse(name)}?{urlencode(told)}"


def limits_of(reader: Employee, asked: Mapping[str, str]) -> Limits:
    """What cannot be is passed by; a seller's report is of himself, whoever he asks for."""
    manager = key_of(asked.get("manager", "")) if reader.has(*SEE_ALL) else reader.pk
    service = key_of(asked.get("service", ""))
    nature = asked["nature"] if asked.get("nature") in Nature.values else ""
    chosen = {"manager": str(manager or ""), "service": str(service or ""), "nature": nature}
    return Limits(
        reader=reader,
        manager=manager,
        service=service,
        nature=nature,
        with_history=asked.get("history") == HISTORY_IN,
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
    """The selects: by person only for those who see all."""
    services = [(str(one.pk), str(one)) for one in Service.objects.all()]
    filters = [
        Filter("service", _("Service"), _("any service"), services, str(limits.service or "")),
        Filter("nature", _("Nature"), _("any nature"), list(Nature.choices), limits.nature),
    ]
    if limits.sees_all:
        sold = Employee.objects.filter(pk__in=Deal.objects.exclude(owner=None).order_by().values("owner"))
        people = [(str(one.pk), one.name) for one in sold.order_by("name")]
        filters.insert(
            0, Filter("manager", _("Manager"), _("all managers"), people, str(limits.manager or ""))
        )
    return filters


def views_of(asked: QueryDict, words: Mapping[str, Text], current: str) -> list[tuple[str, Text, bool]]:
    """The tabs of a report: the address of each with all else that was asked for, its word, is it here."""
    tabs = []
    for code, word in words.items():
        query = asked.copy()
        query["by"] = code
        tabs.append(("?" + query.urlencode(), word, code == current))
    return tabs
