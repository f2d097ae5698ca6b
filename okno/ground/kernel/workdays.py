"""The Russian production calendar (T1): a five-day week, public holidays, and the days the government moves.

The days come from the package `holidays`, working Saturdays included. Transfers are decreed a year ahead; for
years without a decree only the Labour Code's own rules (article 112) apply.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache

_SATURDAY = 5


@lru_cache(maxsize=64)
def _working_days(year: int) -> tuple[date, ...]:
    # Imported here: it takes a tenth of a second that a start without dates need not spend.
    from holidays import country_holidays

    calendar = country_holidays("RU", years=year)
    moved = calendar.weekend_workdays
    first = date(year, 1, 1)
    length = date(year, 12, 31).timetuple().tm_yday
    days = (first + timedelta(days=index) for index in range(length))
    return tuple(on for on in days if on in moved or (on.weekday() < _SATURDAY and on not in calendar))


@lru_cache(maxsize=64)
def _working_day_set(year: int) -> frozenset[date]:
    return frozenset(_working_days(year))


def is_working_day(on: date) -> bool:
    """Return whether this day is a working day of the Russian production calendar."""
    return on in _working_day_set(on.year)


def next_working_day(on: date) -> date:
    """Return the first working day after this day, which itself is never returned."""
    return add_working_days(on, 1)


def add_working_days(on: date, n: int) -> date:
    """Return the n-th working day after `on`, or before it when `n` is negative.

    `on` itself does not count; 0 returns `on`, even on a day off.
    """
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        on += step
        left -= is_working_day(on)
    return on


def working_days_between(a: date, b: date) -> int:
    """Return the number of working days after `a` and up to `b`: `a` excluded, `b` included.

    It is negative when b < a, so that between(a, b) + between(b, c) = between(a, c).
    """
    if b < a:
        return -working_days_between(b, a)
    passed_years = sum(len(_working_days(year)) for year in range(a.year, b.year))
    return passed_years + bisect_right(_working_days(b.year), b) - bisect_right(_working_days(a.year), a)


def working_days_left(on: date, period_end: date) -> int:
    """Return the working days left in a period, `on` and the last day included; never negative."""
    return max(0, working_days_between(on - timedelta(days=1), period_end))
