"""The days that a report is about: a preset or two days by hand, both included, as the address says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR, Period, add_months, month_of
from okno.ground.ui.formatting import NBSP, SHORT_MONTHS, month_text
from okno.ground.ui.lists import CURSOR

PRESETS: dict[str, str | Lazy] = {
    "month": gettext_lazy("This month"),
    "last_month": gettext_lazy("Last month"),
    "quarter": gettext_lazy("This quarter"),
    "last_quarter": gettext_lazy("Last quarter"),
    "year": gettext_lazy("This year"),
    "12_months": gettext_lazy("12 months"),
}
BY_HAND = "own"
OWN_NAMES = {"span", "from", "to", CURSOR}


@dataclass(frozen=True, slots=True)
class Chip:
    key: str
    name: str | Lazy
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `starts_on` to `ends_on`, both included; `problem` says why the typed days are not used."""

    starts_on: date
    ends_on: date
    key: str
    label: str
    problem: str = ""
    typed_from: str = ""
    typed_to: str = ""
    kept: list[tuple[str, str]] = field(default_factory=list)

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def chips(self) -> list[Chip]:
        """Return the presets as links that keep the other filters of the page."""
        return [
            Chip(key, name, "?" + urlencode([*self.kept, ("span", key)]), key == self.key)
            for key, name in PRESETS.items()
        ]


def span_of(query: Mapping[str, str], on: date, default: str = "month") -> Span:
    """Return the days in the query: `span=last_month` or `from=2026-10-01&to=2026-10-15`, or the default."""
    kept = list(_kept(query))
    typed = (query.get("from", "").strip(), query.get("to", "").strip())
    key = query.get("span", "")
    if key not in PRESETS and any(typed):
        return _by_hand(*typed, kept=kept, on=on, default=default)
    key = key if key in PRESETS else default
    period = preset(key, on)
    return Span(period.starts_on, period.ends_on, key, label_of(period), kept=kept)


def preset(key: str, on: date) -> Period:
    """Return the whole months of a preset before or with the day; «12 months» ends with the running one."""
    month = month_of(on)
    first_of_quarter = on.replace(month=on.month - (on.month - 1) % 3, day=1)
    starts_on, months = {
        "month": (month.starts_on, 1),
        "last_month": (add_months(month.starts_on, -1), 1),
        "quarter": (first_of_quarter, 3),
        "last_quarter": (add_months(first_of_quarter, -3), 3),
        "year": (on.replace(month=1, day=1), 12),
        "12_months": (add_months(month.starts_on, -11), 12),
    }[key]
    return Period(starts_on, month_of(add_months(starts_on, months - 1)).ends_on)


def label_of(period: Period) -> str:
    """Return «октябрь 2026», «июль 2026 — сентябрь 2026», «1 окт. 2026 — 15 окт. 2026»."""
    first, last = month_of(period.starts_on), month_of(period.ends_on)
    if period == first:
        return month_text(period.starts_on)
    if (first.starts_on, last.ends_on) == (period.starts_on, period.ends_on):
        return f"{month_text(period.starts_on)} — {month_text(period.ends_on)}"
    if period.days == 1:
        return _whole_day(period.starts_on)
    return f"{_whole_day(period.starts_on)} — {_whole_day(period.ends_on)}"


def _by_hand(first: str, last: str, *, kept: list[tuple[str, str]], on: date, default: str) -> Span:
    """Return the typed days; for invalid ones the default with the problem and the typed text."""
    starts_on, ends_on = _day(first), _day(last)
    if starts_on and ends_on and starts_on <= ends_on:
        label = label_of(Period(starts_on, ends_on))
        return Span(
            starts_on, ends_on, BY_HAND, label, typed_from=str(starts_on), typed_to=str(ends_on), kept=kept
        )
    period = preset(default, on)
    return Span(
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        key=default,
        label=label_of(period),
        problem=_problem(first, last, starts_on, ends_on),
        typed_from=str(starts_on or ""),
        typed_to=str(ends_on or ""),
        kept=kept,
    )


def _problem(first: str, last: str, starts_on: date | None, ends_on: date | None) -> str:
    for typed, read in ((first, starts_on), (last, ends_on)):
        if typed and read is None:
            return _("«{typed}» is no day.").format(typed=typed[:40])
    if starts_on is None or ends_on is None:
        return _("Name both days, the first and the last.")
    return _("The first day, {first}, is after the last, {last}: swap them.").format(
        first=_whole_day(starts_on), last=_whole_day(ends_on)
    )


def _day(text: str) -> date | None:
    try:
        read = parse_date(text)
    except ValueError:
        return None
    return read if read and FIRST_YEAR <= read.year <= LAST_YEAR else None


def _whole_day(on: date) -> str:
    return f"{on.day}{NBSP}{SHORT_MONTHS[on.month - 1]}{NBSP}{on.year}"


def _kept(query: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the other filters of the page with all their values."""
    for name in query:
        values = query.getlist(name) if isinstance(query, QueryDict) else [query[name]]
        if name not in OWN_NAMES:
            yield from ((name, str(value)) for value in values)
