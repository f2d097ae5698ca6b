"""Tags and filters that every template may use."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model
from django.forms import BaseForm, BoundField
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from okno.ground.kernel.statuses import Tone
from okno.ground.ui import formatting
from okno.ground.ui.charts import Chart, summary
from okno.ground.ui.status_tones import LOOKS, tone_of
from okno.ground.ui.widgets import described, dressed, plain_escape

register = template.Library()
HUES = 8


@register.filter
def money(minor: int | None, how: str = "") -> str:
    """Minor units in figures. "dash": zero is «—», for tables; "bare": without the sign of currency."""
    options = how.split()
    hidden = not isinstance(minor, int) or ("dash" in options and minor == 0)
    return formatting.money_html(None if hidden else minor, None if "bare" in options else "RUB")


@register.filter
def money_text(minor: int | None) -> str:
    """Return a sum without markup, for attributes and sentences."""
    return formatting.money_text(minor)


@register.filter
def whole(minor: int | None) -> str:
    """Return a sum for a sentence, without kopecks."""
    return "—" if minor is None else formatting.whole_text(minor)


@register.filter
def number(count: int | None) -> str:
    """Return a count with its thousands apart."""
    return "—" if count is None else formatting.number_text(count)


@register.filter
def duration(minutes: int | None) -> str:
    """Return working time as «3 ч 43 мин»."""
    return "—" if minutes is None else formatting.duration_text(minutes)


@register.filter
def percent(bp: int | None) -> str:
    return formatting.percent_text(bp)


@register.filter
def day(on: date | datetime | None) -> str:
    return formatting.moment_html(on) if isinstance(on, datetime) else formatting.day_html(on or None)


@register.filter
def moment(at: datetime | None) -> str:
    return formatting.moment_html(at or None)


@register.filter
def month(on: date | None) -> str:
    return formatting.month_html(on or None)


@register.filter
def through(starts_on: date | None, ends_on: date | None) -> str:
    """Return the period from the first day to the last: «ноябрь 2026 г.» or two dates."""
    return formatting.period_html(starts_on, ends_on)


@register.simple_tag
def icon(name: str, label: str = "") -> str:
    """Return an icon of bootstrap-icons; silent for screen readers unless it has a label of its own."""
    if label:
        return format_html('<i class="bi bi-{}" role="img" aria-label="{}"></i>', name, label)
    return format_html('<i class="bi bi-{}" aria-hidden="true"></i>', name)


@register.simple_tag
def status(thing: Any = None, field: str = "status", *, word: str = "", tone: str = "") -> str:
    """Return word, shape and colour: of `thing.status`, of another field, or of a word and a tone."""
    if not (thing or word):
        return ""
    label = word or (str(getattr(thing, f"get_{field}_display")()) if thing else "")
    look = LOOKS[tone_of(thing, field) if thing and not tone else Tone(tone)]
    return format_html(
        '<span class="status tone-{}"><i class="bi bi-{}" aria-hidden="true"></i>{}</span>',
        look.tone,
        look.icon,
        label,
    )


@register.simple_tag
def person(employee: Any, note: str = "") -> str:
    """Return a round of initials and the name; a dash when there is nobody."""
    if not employee:
        return SafeString(f'<span class="person person-none">{formatting.DASH}</span>')
    name = str(employee)
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    hue = (getattr(employee, "pk", 0) or 0) % HUES
    return format_html(
        '<span class="person" title="{}"><span class="initials hue-{}" aria-hidden="true">{}</span>'
        '<span class="person-name">{}</span>{}</span>',
        name,
        hue,
        initials,
        name,
        format_html('<span class="person-note">{}</span>', note) if note else "",
    )


@register.inclusion_tag("ui/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Show all fields of a form with labels, help and errors; the <form> and its buttons are the page's."""
    return {"form": form}


@register.simple_tag
def widget(field: BoundField) -> str:
    """Return the input in the house's look, tied to its help and errors."""
    return dressed(field)


@register.simple_tag
def options(choices: Iterable[tuple[str, Any]], chosen: str = "") -> str:
    """Return the options of a <select>: of hundreds of people a loop in the template is half of the page's
    time.
    """
    return mark_safe(
        "".join(
            f'<option value="{plain_escape(key)}"{" selected" if key == chosen else ""}>'
            f"{plain_escape(word)}</option>"
            for key, word in choices
        )
    )


@register.filter
def kind(field: BoundField) -> str:
    """ "check", "many" (a group of choices) or "one"."""
    return described(field)


@register.inclusion_tag("ui/verb.html")
def verb(
    name: str,
    *args: Any,
    label: str,
    style: str = "plain",
    icon: str = "",
    confirm: str = "",
    key: str = "",
    hidden: str = "",
) -> dict[str, Any]:
    """Show a POST form with one button. `style`: primary, plain, danger, link; `key`: the key that presses
    it.
    """
    looks = {"primary": "btn-primary", "danger": "btn-danger-quiet", "link": "btn-link", "plain": "btn-plain"}
    return {
        "url": reverse(name, args=args),
        "label": label,
        "look": looks.get(style, "btn-plain"),
        "icon": icon,
        "confirm": confirm,
        "key": key,
        "hidden": [part.split("=", 1) for part in hidden.split("&") if "=" in part],
    }


@register.inclusion_tag("ui/chart.html")
def chart(chart: Chart) -> dict[str, Any]:
    """Show a question, its answer, the picture and the table; the page's block scripts has {% chart_scripts
    %}.
    """
    return {
        "chart": chart,
        "drawn": json.dumps(chart.drawn(), ensure_ascii=False),
        "summary": summary(chart),
        "head": chart.head or _("Line"),
    }


@register.inclusion_tag("ui/chart_scripts.html")
def chart_scripts() -> dict[str, Any]:
    """Load the scripts and styles of charts; only pages with a chart have them."""
    return {}


@register.inclusion_tag("ui/panels.html")
def panels(thing: Model) -> dict[str, Any]:
    """Show the panels that other rooms have on this thing's page; each loads itself."""
    table: dict[str, list[str]] = import_string(settings.OKNO_PANELS)
    urls = []
    for name in table.get(thing._meta.label_lower, []):
        try:
            urls.append(reverse(name, args=[thing.pk]))
        except NoReverseMatch:
            continue
    return {"urls": urls}


@register.inclusion_tag("ui/empty.html", takes_context=True)
def empty(
    context: template.Context,
    *,
    title: str = "",
    text: str = "",
    url: str = "",
    label: str = "",
    icon: str = "inbox",
    to: str = "",
) -> dict[str, str]:
    """Say what will be here and why it is worth having, with the button that starts it.

    `to` names a page of the rail: its button stands there for whoever may open that page.
    """
    frame: Any = context.get("frame") or {}
    for link in frame.get("links", []) if to else []:
        if link.name == to:
            url, label = link.url, label or _("Open «{page}»").format(page=link.label)
    return {"title": title, "text": text, "url": url, "label": label, "icon": icon}
