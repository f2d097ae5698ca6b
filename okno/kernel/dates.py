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
    """Days from `starts_on` to `ends_on`, both included; ValueError when it ends before it starts."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError(f"A period cannot end on {self.ends_on} before it starts on {self.starts_on}.")

    @property
    def days(self) -> int:
        """How many days it has, at least 1."""
        return (self.ends_on - self.starts_on).days + 1

    def contains(self, on: date) -> bool:
        """Whether the day lies in the period, its first and last day included."""
        return self.starts_on <= on <= self.ends_on

    def overlaps(self, other: "Period") -> bool:
        """Whether the two have a day in common."""
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on

    def clip(self, other: "Period") -> "Period | None":
        """The days that both have, or None."""
        if not self.overlaps(other):
            return None
        return Period(max(self.starts_on, other.starts_on), min(self.ends_on, other.ends_on))


def days_in_month(on: date) -> int:
    """How many days the calendar month of this day has."""
    return monthrange(on.year, on.month)[1]


def month_of(on: date) -> Period:
    """The calendar month that holds this day."""
    return Period(on.replace(day=1), on.replace(day=days_in_month(on)))


def parse_month(key: str) -> Period:
    """The calendar month written as "2026-10"; ValueError on anything else."""
    match = _MONTH_KEY.fullmatch(key)
    if match is None or match[1] == "0000":
        raise ValueError(f"Not a month: {key[:40]!r}. Write it as 2026-10.")
    return month_of(date(int(match[1]), int(match[2]), 1))


def month_key(on: date) -> str:
    """The month of this day as "2026-10"."""
    return f"{on.year:04d}-{on.month:02d}"


def add_months(on: date, n: int) -> date:
    """The same day `n` months later (earlier when negative), or that month's last day if it is shorter.

    ValueError outside the years 1 to 9999.
    """
    years, month_index = divmod(on.month - 1 + n, 12)
    first = date(on.year + years, month_index + 1, 1)
    return first.replace(day=min(on.day, days_in_month(first)))


def months_between(first: date, last: date) -> Iterator[Period]:
    """The whole calendar months that touch the days `first` to `last`, in order; none when last < first."""
    for index in range((last.year - first.year) * 12 + last.month - first.month + 1 if first <= last else 0):
        yield month_of(add_months(first.replace(day=1), index))


def service_months(starts_on: date, count: int) -> list[Period]:
    """The first `count` service months: from the start day to the eve of the same day next month (E2).

    Each is counted from `starts_on` itself, so a start on the 31st does not drift: 31 Jan – 27 Feb,
    28 Feb – 30 Mar, 31 Mar – 29 Apr. They follow each other without gaps.
    """
    starts = [add_months(starts_on, index) for index in range(count + 1)]
    return [Period(begin, following - timedelta(days=1)) for begin, following in pairwise(starts)]
