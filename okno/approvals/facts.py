"""The figures that the one who decides is shown, with their words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from okno.ui.wording import DASH, day_html, money_html, percent_text

WORDS = {
    "price_minor": _("Price"),
    "floor_minor": _("Floor"),
    "cost_minor": _("Cost"),
    "margin_bp": _("Margin"),
    "loss_minor": _("Loss"),
    "discount_minor": _("Discount"),
    "until_on": _("Until"),
}


def shown(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each figure as (what it is, how it is written); what has no word of its own is shown by its name."""
    return [(str(WORDS.get(name, _plain(name))), _written(name, value)) for name, value in facts.items()]


def _plain(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _written(name: str, value: Any) -> str:
    if value is None:
        return DASH
    if name.endswith("_minor"):
        return money_html(int(value))
    if name.endswith("_bp"):
        return percent_text(int(value))
    if name.endswith("_on"):
        return day_html(date.fromisoformat(str(value)))
    return str(value)
