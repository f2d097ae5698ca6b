"""Periods with both ends included, calendar months, and service months (E2)."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

# Dates that people type lie between these years; beyond them calendars and time zones run out.
FIRST_YEAR, LAST_YEAR = 1900, 2200
_MONTH_KEY = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `starts_on` to `ends_on`, both included; ValueError when it ends before it starts."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError(f"A period cannot end on {self.ends_on} before it starts on {self.starts_on}.")

    @property
    def days(self) -> int:
        """Return the number of days in the period, at least 1."""
        return (self.ends_on - self.starts_on).days + 1

    def contains(self, on: date) -> bool:
        """Return whether the day lies in the period; its first and last days are included."""
        return self.starts_on <= on <= self.ends_on

    def overlaps(self, other: "Period") -> bool:
        """Return whether the two periods have at least one day in common."""
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on

    def clip(self, other: "Period") -> "Period | None":
        """Return the period of the days common to both, or None when they do not overlap."""
        if not self.overlaps(other):
            return None
        return Period(max(self.starts_on, other.starts_on), min(self.ends_on, other.ends_on))


def days_in_month(on: date) -> int:
    """Return the number of days in the calendar month of this day."""
    return monthrange(on.year, on.month)[1]


def month_of(on: date) -> Period:
    """Return the calendar month that contains this day."""
    return Period(on.replace(day=1), on.replace(day=days_in_month(on)))


def parse_month(key: str) -> Period:
    """Return the calendar month written as "2026-10". Raises ValueError for any other text."""
    match = _MONTH_KEY.fullmatch(key)
    if match is None or match[1] == "0000":
        raise ValueError(f"Not a month: {key[:40]!r}. Write it as 2026-10.")
    return month_of(date(int(match[1]), int(match[2]), 1))


def month_key(on: date) -> str:
    """Return the month of this day written as "2026-10"."""
    return f"{on.year:04d}-{on.month:02d}"


def add_months(on: date, n: int) -> date:
    """Return the same day `n` months later, or earlier when `n` is negative.

    When that month is shorter, its last day is returned. Raises ValueError outside the years 1 to 9999.
    """
    years, month_index = divmod(on.month - 1 + n, 12)
    first = date(on.year + years, month_index + 1, 1)
    return first.replace(day=min(on.day, days_in_month(first)))


def months_between(first: date, last: date) -> Iterator[Period]:
    """Yield, in order, every calendar month that has a day between `first` and `last`, both included.

    Months are yielded whole. There are none when `last` is before `first`.
    """
    for index in range((last.year - first.year) * 12 + last.month - first.month + 1 if first <= last else 0):
        yield month_of(add_months(first.replace(day=1), index))


def service_months(starts_on: date, count: int) -> list[Period]:
    """Return the first `count` service months: each ends a day before the same day of next month (E2).

    Each is counted from `starts_on` itself, so a start on the 31st does not drift: 31 Jan – 27 Feb, 28 Feb –
    30 Mar, 31 Mar – 29 Apr. They follow each other without gaps.
    """
    starts = [add_months(starts_on, index) for index in range(count + 1)]
    return [Period(begin, following - timedelta(days=1)) for begin, following in pairwise(starts)]
