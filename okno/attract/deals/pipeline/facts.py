"""What is known of a deal, line by line: each is shown, and changed where it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from okno.attract.deals.models import Deal
from okno.ground.kernel.errors import Text
from okno.ground.kernel.money import format_minor

LABELS = {
    "title": gettext_lazy("What the deal is about"),
    "stage": gettext_lazy("Stage"),
    "monthly_minor": gettext_lazy("Expected a month"),
    "expected_on": gettext_lazy("Expected on"),
    "is_committed": gettext_lazy("I commit to it"),
    "service": gettext_lazy("Service"),
    "decision_maker": gettext_lazy("Who decides"),
    "budget_minor": gettext_lazy("Budget a month"),
    "minimum_price_told_minor": gettext_lazy("Minimum price told"),
    "timing": gettext_lazy("When"),
    "place": gettext_lazy("Where"),
}
OF_DEAL = ("title", "monthly_minor", "expected_on", "is_committed", "service")
LEAD_WORDS = ("decision_maker", "timing", "place")
LEAD_SUMS = ("budget_minor", "minimum_price_told_minor")
OF_LEAD = (*LEAD_WORDS, *LEAD_SUMS)
# The stage is a fact as well, though another verb moves it.
NAMES = tuple(LABELS)


@dataclass(frozen=True)
class Fact:
    """An unknown one says nothing, and is offered to be filled."""

    name: str
    label: Text
    text: str
    is_said: bool


def fact_of(deal: Deal, name: str) -> Fact:
    value = getattr(deal, name)
    return Fact(name, LABELS[name], value_text(name, value), value not in (None, "", False))


def facts_of(deal: Deal) -> list[Fact]:
    """Return the facts of the deal, known ones first; without a lead there are none of a lead."""
    names = [name for name in NAMES if name != "title" and (deal.lead_id or name not in OF_LEAD)]
    return sorted((fact_of(deal, name) for name in names), key=lambda fact: not fact.is_said)


def value_text(name: str, value: Any) -> str:
    """Return a value for a person, in the language of the reader."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return "—"
    if name.endswith("_minor"):
        return format_minor(int(value), get_language() or "ru")
    return date_format(value) if isinstance(value, date) else str(value)
