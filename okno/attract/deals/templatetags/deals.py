"""Cells of a deal's row, each changed where it stands."""

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okno.attract.deals.models import Deal
from okno.attract.deals.pipeline.facts import LABELS, value_text
from okno.ground.ui.templatetags.ui import day, icon, money, status

register = template.Library()


@register.simple_tag
def cell(deal: Deal, name: str, focused: str = "") -> str:
    """Return the value as a button that opens its field when it may be changed; five to a row of fifty."""
    value = getattr(deal, name)
    text = _shown(name, value)
    if not deal.may_change:  # type: ignore[attr-defined]
        return "" if name == "title" else conditional_escape(text)
    label: Any = _("Change") if name == "title" else LABELS[name] if value in (None, "", False) else ""
    return format_html(
        '<button type="button" data-cell="{}"{}{}>{}</button>',
        name,
        mark_safe(" autofocus") if focused == name else "",
        format_html(' aria-label="{}"', label) if label else "",
        text,
    )


@register.simple_tag
def stay(deal: Deal, today: date) -> str:
    days = deal.days_in_stage(today)
    return _stay(deal.is_open, days, deal.stage.rot_of(days), get_language())


@lru_cache(maxsize=2048)
def _stay(is_open: bool, days: int, rot: str, _language: str | None) -> SafeString:
    """Return the days in a stage, kept in a cache: a page of deals has the same few over and over."""
    return render_to_string("deals/stay.html", {"deal": {"is_open": is_open}, "days": days, "rot": rot})


def _shown(name: str, value: Any) -> str:
    if name.endswith("_minor"):
        return money(value, "dash")
    if name.endswith("_on"):
        return day(value)
    if name == "is_committed":
        return status(word=value_text(name, value), tone="good") if value else "—"
    return icon("pencil") if name == "title" else str(value)
