"""How sums, days and moments are written for people, as text and as HTML."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from okno.ground.kernel.dates import Period, month_key, month_of
from okno.ground.kernel.money import format_minor

DASH = "—"
NBSP = "\N{NO-BREAK SPACE}"
# As they stand after a day: «21 нояб.»; Django's own short months are in the nominative.
SHORT_MONTHS = [
    pgettext_lazy("after a day", "Jan"),
    pgettext_lazy("after a day", "Feb"),
    pgettext_lazy("after a day", "Mar"),
    pgettext_lazy("after a day", "Apr"),
    pgettext_lazy("after a day", "May"),
    pgettext_lazy("after a day", "Jun"),
    pgettext_lazy("after a day", "Jul"),
    pgettext_lazy("after a day", "Aug"),
    pgettext_lazy("after a day", "Sep"),
    pgettext_lazy("after a day", "Oct"),
    pgettext_lazy("after a day", "Nov"),
    pgettext_lazy("after a day", "Dec"),
]


def money_text(minor: int | None, currency: str | None = "RUB") -> str:
    """«1 250 000,00 ₽»; a dash where there is no sum."""
    return DASH if minor is None else format_minor(minor, get_language() or "ru", currency=currency)


def whole_text(minor: int) -> str:
    """«120 000 ₽»: in a sentence kopecks are noise, unless there is nothing else."""
    if 0 < abs(minor) < 100:
        return money_text(minor)
    rounded = (abs(minor) + 50) // 100 * 100
    text = money_text(-rounded if minor < 0 else rounded)
    cut = max(text.rfind(","), text.rfind("."))
    return text[:cut] + text[cut + 3 :]


def money_html(minor: int | None, currency: str | None = "RUB") -> str:
    """Return a sum as HTML with the kopecks dimmed."""
    if minor is None:
        return format_html('<span class="money">{}</span>', DASH)
    text = money_text(minor, currency)
    cut = max(text.rfind(","), text.rfind("."))
    negative = " money-minus" if minor < 0 else ""
    return format_html(
        '<span class="money{}">{}<span class="kop">{}</span>{}</span>',
        negative,
        text[:cut],
        text[cut : cut + 3],
        text[cut + 3 :],
    )


def day_text(on: date, today: date) -> str:
    """«сегодня», «вчера», «завтра», «21 нояб.», «21 нояб. 2025»."""
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}.get((on - today).days)
    if near:
        return near
    return dated_text(on, today)


def dated_text(on: date, today: date) -> str:
    """«21 нояб.», «21 нояб. 2025», however near it is."""
    short = f"{on.day}{NBSP}{SHORT_MONTHS[on.month - 1]}"
    return short if on.year == today.year else f"{short}{NBSP}{on.year}"


def day_html(on: date | None) -> str:
    """Return a day in human words; the full date on hover and for screen readers."""
    if on is None:
        return SafeString(DASH)
    return _day_html(on, timezone.localdate(), get_language())


# The language is in the key of the cache, not in the code: date_format asks the thread for it.
@lru_cache(maxsize=4096)
def _day_html(on: date, today: date, _language: str | None) -> SafeString:
    """Return the HTML of a day, kept in a cache: a page of rows has the same few days over and over."""
    full = date_format(on, "DATE_FORMAT")
    return format_html('<time datetime="{}" title="{}">{}</time>', on.isoformat(), full, day_text(on, today))


def moment_text(at: datetime, today: date) -> str:
    """«сегодня 14:30», «21 нояб. 14:30»."""
    local = timezone.localtime(at)
    return f"{day_text(local.date(), today)} {local:%H:%M}"


def moment_html(at: datetime | None) -> str:
    if at is None:
        return SafeString(DASH)
    local = timezone.localtime(at)
    full = f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(),
        full,
        moment_text(at, timezone.localdate()),
    )


def month_text(on: date) -> str:
    """«октябрь 2026»."""
    text = str(date_format(on, "F Y"))
    return text.lower() if (get_language() or "ru").startswith("ru") else text


def month_html(on: date | None) -> str:
    if on is None:
        return SafeString(DASH)
    return format_html('<time datetime="{}">{}</time>', month_key(on), month_text(on))


def period_html(starts_on: date | None, ends_on: date | None) -> str:
    """Return «ноябрь 2026 г.» for a whole calendar month, else its two dates: «5 нояб. – 30 нояб.».

    The dates never say "today": a period of a document reads the same on every day.
    """
    if starts_on is None or ends_on is None:
        return SafeString(DASH)
    if Period(starts_on, ends_on) == month_of(starts_on):
        year_sign = f"{NBSP}г." if (get_language() or "ru").startswith("ru") else ""
        return format_html(
            '<time datetime="{}">{}{}</time>', month_key(starts_on), month_text(starts_on), year_sign
        )
    today = timezone.localdate()
    return format_html(
        '<time datetime="{}">{}</time> – <time datetime="{}">{}</time>',
        starts_on.isoformat(),
        dated_text(starts_on, today),
        ends_on.isoformat(),
        dated_text(ends_on, today),
    )


def number_text(number: int | float, digits: int = 0) -> str:
    """«90 001», «4 134,7»: a count as people read it, in the reader's way."""
    return str(number_format(number, decimal_pos=digits, force_grouping=True))


def duration_text(minutes: int) -> str:
    """Return working time as «3 ч 43 мин»; under an hour minutes alone, whole hours without minutes."""
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
    return _("{hours} h").format(hours=hours) if hours else _("{minutes} min").format(minutes=rest)


def percent_text(bp: int | None) -> str:
    """Basis points as «12,5 %»."""
    if bp is None:
        return DASH
    text = format_minor(bp, get_language() or "ru", currency=None)
    return f"{text.rstrip('0').rstrip(',.')}{NBSP}%"
