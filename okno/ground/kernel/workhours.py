"""Working minutes of the Russian production calendar: nine to six with an hour for lunch (T1).

All times are of the company's wall clock, in whole minutes. The eve of a public holiday is an hour shorter
(Labour Code, article 95); a working Saturday is as long as the day off that it replaces.
"""

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone

from okno.ground.kernel.workdays import is_working_day

OPENS, LUNCH_FROM, LUNCH_TO, CLOSES = 9 * 60, 13 * 60, 14 * 60, 18 * 60
DAY_MINUTES = CLOSES - OPENS - (LUNCH_TO - LUNCH_FROM)
# Article 112: the eve is that of the holiday itself, not of a day off that was moved next to it.
_HOLIDAYS = {(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}


@lru_cache(maxsize=64)
def _worked_for(year: int) -> dict[date, date]:
    """Return each weekend day that was made a working day, with the day off given in exchange."""
    # Imported here for the same reason as in workdays.
    from holidays import country_holidays

    calendar: Any = country_holidays("RU", years=year)
    moved = calendar.special_public_holidays.get(year, ())
    pairs = moved if moved and isinstance(moved[0], tuple) else (moved,)
    swaps = {}
    for pair in pairs:
        if len(pair) >= 4 and isinstance(pair[2], int):
            to_month, to_day, from_month, from_day, *other_year = pair
            worked_year = other_year[0] if other_year else year
            swaps[date(worked_year, from_month, from_day)] = date(year, to_month, to_day)
    return {worked: off for worked, off in swaps.items() if worked in calendar.weekend_workdays}


def is_short_day(on: date) -> bool:
    """Return whether this working day is the eve of a public holiday, or replaces such an eve."""
    if not is_working_day(on):
        return False
    stands_for = _worked_for(on.year).get(on, on)
    following = stands_for + timedelta(days=1)
    return (following.month, following.day) in _HOLIDAYS


def minutes_of_day(on: date) -> int:
    """Return the working minutes of this day: 480, 420 before a public holiday, 0 on a day off."""
    if not is_working_day(on):
        return 0
    return DAY_MINUTES - 60 if is_short_day(on) else DAY_MINUTES


# Prefix sums: the minutes between two instants years apart are one subtraction, not a walk over days.
@lru_cache(maxsize=64)
def _ends(year: int) -> tuple[int, ...]:
    """Return the minutes worked from the start of the year to the end of each of its days."""
    ends, worked, on = [], 0, date(year, 1, 1)
    while on.year == year:
        worked += minutes_of_day(on)
        ends.append(worked)
        on += timedelta(days=1)
    return tuple(ends)


def _passed(at: datetime) -> tuple[int, int]:
    """Return the year on the company's wall clock, and the minutes worked in it before this minute."""
    local = timezone.localtime(at)
    clock = local.hour * 60 + local.minute
    worked = max(0, min(clock, LUNCH_FROM) - OPENS) + max(0, clock - LUNCH_TO)
    index = local.timetuple().tm_yday - 1
    before = _ends(local.year)[index - 1] if index else 0
    return local.year, before + min(worked, minutes_of_day(local.date()))


def working_minutes_between(a: datetime, b: datetime) -> int:
    """Return the working minutes from `a` to `b`, seconds cut off; negative when b < a.

    between(a, b) + between(b, c) = between(a, c).
    """
    (first, before_a), (last, before_b) = _passed(a), _passed(b)
    low, high = min(first, last), max(first, last)
    years = sum(_ends(year)[-1] for year in range(low, high))
    return before_b - before_a + (years if first <= last else -years)


def add_working_minutes(at: datetime, minutes: int) -> datetime:
    """Return the instant `minutes` working minutes after `at`, or before it when negative; 0 returns `at`.

    between(at, add(at, n)) = n. Of all such instants it is the earliest when counting forwards, the latest
    when counting backwards: eight hours from nine in the morning are six in the evening of the same day, and
    eight hours back from six are nine.
    """
    if minutes == 0:
        return at
    year, before = _passed(at)
    wanted = before + minutes
    while wanted > _ends(year)[-1] or (minutes < 0 and wanted == _ends(year)[-1]):
        wanted -= _ends(year)[-1]
        year += 1
    while wanted < 0 or (minutes > 0 and wanted == 0):
        year -= 1
        wanted += _ends(year)[-1]
    ends = _ends(year)
    # Later: the first day whose end reaches it; before: the first whose end lies beyond it.
    index = bisect_left(ends, wanted) if minutes > 0 else bisect_right(ends, wanted)
    on = date(year, 1, 1) + timedelta(days=index)
    return _clock_of(on, wanted - (ends[index - 1] if index else 0), is_later=minutes > 0)


def _clock_of(on: date, worked: int, *, is_later: bool) -> datetime:
    """Return the instant of the day at which `worked` minutes of it have been worked.

    Noon's break has two such instants: the end of the morning when `is_later`, else the end of lunch.
    """
    morning = LUNCH_FROM - OPENS
    is_after_lunch = worked > morning or (worked == morning and not is_later)
    clock = OPENS + worked + (LUNCH_TO - LUNCH_FROM if is_after_lunch else 0)
    return timezone.make_aware(datetime.combine(on, time(clock // 60, clock % 60)))
