from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.workdays import (
    add_working_days,
    is_working_day,
    next_working_day,
    working_days_between,
    working_days_left,
)

days = st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 12, 31))


@pytest.mark.parametrize(
    ("on", "working"),
    [
        (date(2026, 11, 20), True),  # a Friday
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 1, 9), False),  # moved from 3 January
        (date(2026, 3, 9), False),  # 8 March fell on a Sunday
        (date(2026, 12, 31), False),  # moved from 4 January
        (date(2025, 11, 1), True),  # a Saturday that was made a working day
        (date(2025, 11, 3), False),  # for this Monday
        (date(2024, 12, 28), True),
    ],
)
def test_moved_days_are_known(on: date, working: bool) -> None:
    assert is_working_day(on) is working


def test_the_year_has_as_many_working_days_as_the_production_calendar() -> None:
    assert working_days_between(date(2024, 12, 31), date(2025, 12, 31)) == 247
    assert working_days_between(date(2025, 12, 31), date(2026, 12, 31)) == 247


def test_working_days_are_added_both_ways() -> None:
    assert next_working_day(date(2026, 11, 20)) == date(2026, 11, 23)
    assert next_working_day(date(2025, 12, 30)) == date(2026, 1, 12)
    assert add_working_days(date(2026, 11, 21), 1) == date(2026, 11, 23)
    assert add_working_days(date(2026, 11, 23), -1) == date(2026, 11, 20)
    assert add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


def test_working_days_left_include_today_and_the_last() -> None:
    assert working_days_left(date(2026, 11, 26), date(2026, 11, 30)) == 3
    assert working_days_left(date(2026, 11, 30), date(2026, 11, 30)) == 1
    assert working_days_left(date(2026, 12, 1), date(2026, 11, 30)) == 0


@given(days, days)
def test_counting_agrees_with_looking_at_each_day(a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    one_by_one = sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    assert working_days_between(first, last) == one_by_one
    assert working_days_between(last, first) == -one_by_one


@given(days, st.integers(-300, 300).filter(bool))
def test_adding_is_counted_back(on: date, n: int) -> None:
    there = add_working_days(on, n)
    assert is_working_day(there)
    counted = working_days_between(on, there) if n > 0 else working_days_between(there, on)
    # Going back, the day reached counts and the start does not; counting excludes the first day instead.
    assert counted == (n if n > 0 else -n - 1 + is_working_day(on))
