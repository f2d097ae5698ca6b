"""The busy and dead months of a client (C7)."""

from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS

from okno.records.clients.models import Company


@dataclass(frozen=True)
class Month:
    """One of the twelve months; `kind` is "busy", "dead" or empty."""

    name: str
    kind: str
    is_now: bool


@dataclass(frozen=True)
class Season:
    """The twelve months and the state of the current one."""

    months: list[Month]
    is_dead_now: bool
    is_busy_now: bool
    is_known: bool


def season_of(company: Company, on: date) -> Season:
    """Return the company's season as of this day."""
    kinds = dict.fromkeys(company.busy_months, "busy") | dict.fromkeys(company.dead_months, "dead")
    months = [Month(str(name), kinds.get(number, ""), number == on.month) for number, name in MONTHS.items()]
    now = kinds.get(on.month, "")
    return Season(months, now == "dead", now == "busy", bool(kinds))
