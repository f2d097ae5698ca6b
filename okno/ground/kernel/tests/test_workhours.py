"""Working hours: nine to six, lunch, eves of holidays, moved days; the figures by hand."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.workdays import is_working_day
from okno.ground.kernel.workhours import (
    add_working_minutes,
    is_short_day,
    minutes_of_day,
    working_minutes_between,
)

HOUR = 60
moments = st.integers(min_value=0, max_value=5 * 365 * 24 * HOUR).map(
    lambda minutes: at_hour(date(2024, 1, 1), 0) + timedelta(minutes=minutes, seconds=minutes % 60)
)
amounts = st.integers(min_value=-100_000, max_value=100_000)


def on(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return at_hour(date(year, month, day), hour, minute)


@pytest.mark.parametrize(
    ("a", "b", "minutes"),
    [
        (on(10, 12, 9), on(10, 12, 18), 480),  # a Monday
        (on(10, 12, 12, 30), on(10, 12, 14, 30), 60),  # over lunch
        (on(10, 12, 13, 10), on(10, 12, 13, 50), 0),
        (on(10, 12, 20), on(10, 13, 8), 0),
        (on(10, 16, 17), on(10, 19, 10), 120),  # Friday to Monday
        (on(12, 30, 17), on(1, 11, 10, year=2027), 120),  # 31 December is moved from 4 January
        (on(12, 30, 17, year=2025), on(1, 12, 10), 120),  # the New Year holidays of 2026 end on the 11th
        (on(11, 3, 9), on(11, 3, 18), 420),  # the eve of 4 November
        (on(11, 3, 16), on(11, 5, 10), 120),
        (on(5, 8, 9), on(5, 8, 18), 420),  # the eve, though the 9th is a Saturday
        (on(3, 6, 9), on(3, 6, 18), 480),  # the eve of 8 March 2026 is itself a Saturday
        (on(11, 1, 9, year=2025), on(11, 1, 18, year=2025), 420),  # worked for Monday the 3rd, an eve
        (on(11, 2, 9, year=2024), on(11, 2, 18, year=2024), 420),  # worked for 30 April
        (on(12, 28, 9, year=2024), on(12, 28, 18, year=2024), 480),  # a working Saturday, and no eve
        (on(2, 20, 9, year=2027), on(2, 20, 18, year=2027), 420),  # worked for 22 February
        (on(9, 30, 17), on(10, 1, 10), 120),  # the end of a quarter
        (on(3, 31, 9), on(4, 1, 18), 960),
    ],
)
def test_worked_dates(a: datetime, b: datetime, minutes: int) -> None:
    assert working_minutes_between(a, b) == minutes
    assert working_minutes_between(b, a) == -minutes


@pytest.mark.parametrize(
    ("at", "minutes", "then"),
    [
        (on(10, 12, 9), 480, on(10, 12, 18)),
        (on(10, 12, 18), 1, on(10, 13, 9, 1)),
        (on(10, 12, 9), 240, on(10, 12, 13)),
        (on(10, 12, 12), 90, on(10, 12, 14, 30)),
        (on(10, 17, 15), 60, on(10, 19, 10)),  # asked on a Saturday
        (on(12, 30, 17, year=2025), 120, on(1, 12, 10)),
        (on(11, 3, 9), 480, on(11, 5, 10)),  # an hour of the eve is worked after the holiday
        (on(10, 31, 12, year=2025), 360, on(11, 1, 10, year=2025)),  # a Friday, then the working Saturday
        (on(10, 12, 18), -480, on(10, 12, 9)),
        (on(10, 12, 9), -60, on(10, 9, 17)),
        (on(1, 12, 10), -120, on(12, 30, 17, year=2025)),
        (on(10, 12, 14, 30), -30, on(10, 12, 14)),
    ],
)
def test_hours_are_added_both_ways(at: datetime, minutes: int, then: datetime) -> None:
    assert add_working_minutes(at, minutes) == then


def test_the_eves_of_2026_are_those_of_the_production_calendar() -> None:
    days = [date(2026, 1, 1) + timedelta(days=index) for index in range(365)]
    eves = [(one.day, one.month) for one in days if is_short_day(one)]
    assert eves == [(30, 4), (8, 5), (11, 6), (3, 11)]
    # 247 days of eight hours, four of them an hour shorter: the calendar's 1972 hours.
    assert sum(map(minutes_of_day, days)) == 1972 * HOUR


@given(moments, moments, moments)
def test_minutes_add_up(a: datetime, b: datetime, c: datetime) -> None:
    parts = working_minutes_between(a, b) + working_minutes_between(b, c)
    assert parts == working_minutes_between(a, c)


@given(moments, amounts)
def test_adding_is_the_inverse_of_counting(at: datetime, minutes: int) -> None:
    then = add_working_minutes(at, minutes)
    assert working_minutes_between(at, then) == minutes
    if minutes:
        assert is_working_day(then.astimezone(at.tzinfo).date())


@given(moments, st.integers(min_value=0, max_value=10_000))
def test_time_that_passes_never_takes_minutes_away(at: datetime, minutes: int) -> None:
    assert working_minutes_between(at, at + timedelta(minutes=minutes)) in range(minutes + 1)
