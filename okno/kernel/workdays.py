"""The Russian production calendar (T1): a five-day week, public holidays, and the days the government moves.

The days come from the package `holidays`, the Saturdays that were made working days included. Transfers are
decreed a year ahead; for years without a decree yet only the Labour Code's own rules (article 112) are known.
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
    """Whether people work on this day by the Russian production calendar."""
    return on in _working_day_set(on.year)


def next_working_day(on: date) -> date:
    """The first working day after this one; the day itself is never the answer."""
    return add_working_days(on, 1)


def add_working_days(on: date, n: int) -> date:
    """The n-th working day after `on`, or before it when negative; `on` does not count, 0 gives `on`."""
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        on += step
        left -= is_working_day(on)
    return on


def working_days_between(a: date, b: date) -> int:
    """How many working days lie after `a` and up to `b`: `a` excluded, `b` included.

    Negative when b < a, so that between(a, b) + between(b, c) = between(a, c).
    """
    if b < a:
        return -working_days_between(b, a)
    passed_years = sum(len(_working_days(year)) for year in range(a.year, b.year))
    return passed_years + bisect_right(_working_days(b.year), b) - bisect_right(_working_days(a.year), a)


def working_days_left(on: date, period_end: date) -> int:
    """Working days left to the end of a period, today and the last day included; never negative."""
    return max(0, working_days_between(on - timedelta(days=1), period_end))
