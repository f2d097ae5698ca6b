"""Cells of a deal's row, each changed where it stands."""

from datetime import date
from typing import Any

from django import template

from okno.sales.models import Deal
from okno.sales.pipeline.facts import LABELS, value_text
from okno.ui.templatetags.ui import day, icon, money, status

register = template.Library()


@register.inclusion_tag("sales/cell.html")
def cell(deal: Deal, name: str, view: str, focused: str = "") -> dict[str, Any]:
    """What stands there, as a button that opens its field when it may be changed."""
    value = getattr(deal, name)
    words = {"deal": deal, "name": name, "view": view, "focused": focused, "label": LABELS[name]}
    return {**words, "is_empty": value in (None, "", False), "shown": _shown(name, value)}


@register.inclusion_tag("sales/stay.html")
def stay(deal: Deal, today: date) -> dict[str, Any]:
    days = deal.days_in_stage(today)
    return {"deal": deal, "days": days, "rot": deal.stage.rot_of(days)}


def _shown(name: str, value: Any) -> str:
    if name.endswith("_minor"):
        return money(value, "dash")
    if name.endswith("_on"):
        return day(value)
    if name == "is_committed":
        return status(word=value_text(name, value), tone="good") if value else "—"
    return icon("pencil") if name == "title" else str(value)
