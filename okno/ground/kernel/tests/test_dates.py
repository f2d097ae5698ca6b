from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.dates import (
    Period,
    add_months,
    days_in_month,
    month_key,
    month_of,
    months_between,
    parse_month,
    service_months,
)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
periods = st.builds(
    lambda starts_on, length: Period(starts_on, starts_on + timedelta(days=length)), days, st.integers(0, 400)
)


def test_a_period_includes_both_ends() -> None:
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert october.days == 31
    assert october.contains(date(2026, 10, 1)) and october.contains(date(2026, 10, 31))
    assert not october.contains(date(2026, 11, 1))
    assert october.overlaps(Period(date(2026, 10, 31), date(2026, 11, 5)))
    assert not october.overlaps(Period(date(2026, 11, 1), date(2026, 11, 5)))
    assert october.clip(Period(date(2026, 10, 12), date(2027, 1, 1))) == Period(
        date(2026, 10, 12), date(2026, 10, 31)
    )
    assert october.clip(Period(date(2026, 11, 1), date(2026, 11, 5))) is None


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 10, 2), date(2026, 10, 1))


@given(periods, periods)
def test_a_clip_is_what_both_contain(one: Period, other: Period) -> None:
    common = one.clip(other)
    assert common == other.clip(one)
    shared = {one.starts_on + timedelta(days=index) for index in range(one.days)} & {
        other.starts_on + timedelta(days=index) for index in range(other.days)
    }
    assert (common.days if common else 0) == len(shared)
    assert one.overlaps(other) == bool(shared)


def test_months_have_keys() -> None:
    assert parse_month("2026-10") == Period(date(2026, 10, 1), date(2026, 10, 31))
    assert month_of(date(2028, 2, 29)) == Period(date(2028, 2, 1), date(2028, 2, 29))
    assert month_key(date(2026, 3, 31)) == "2026-03"
    assert days_in_month(date(2026, 2, 10)) == 28


@pytest.mark.parametrize(
    "key", ["", "2026-13", "2026-00", "2026-1", "26-10", "2026-10-01", "0000-01", "2026-10\n"]
)
def test_what_is_no_month_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="Not a month"):
        parse_month(key)


@given(days)
def test_a_month_key_is_read_back(on: date) -> None:
    assert parse_month(month_key(on)) == month_of(on)


@pytest.mark.parametrize(
    ("on", "n", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 21), 2, date(2027, 1, 21)),
        (date(2027, 1, 15), -1, date(2026, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_are_added_and_clamped(on: date, n: int, later: date) -> None:
    assert add_months(on, n) == later


def test_months_between_are_those_touched() -> None:
    touched = [month_key(month.starts_on) for month in months_between(date(2026, 11, 30), date(2027, 1, 1))]
    assert touched == ["2026-11", "2026-12", "2027-01"]
    assert list(months_between(date(2026, 11, 30), date(2026, 11, 29))) == []


def test_a_service_month_is_anchored_at_the_start_day() -> None:
    assert service_months(date(2026, 1, 31), 3) == [
        Period(date(2026, 1, 31), date(2026, 2, 27)),
        Period(date(2026, 2, 28), date(2026, 3, 30)),
        Period(date(2026, 3, 31), date(2026, 4, 29)),
    ]
    assert service_months(date(2026, 10, 12), 1) == [Period(date(2026, 10, 12), date(2026, 11, 11))]
    assert service_months(date(2026, 10, 12), 0) == []


@given(days, st.integers(1, 40))
def test_service_months_touch_without_gaps(starts_on: date, count: int) -> None:
    months = service_months(starts_on, count)
    assert len(months) == count and months[0].starts_on == starts_on
    for one, following in pairwise(months):
        assert one.ends_on + timedelta(days=1) == following.starts_on
    assert all(28 <= month.days <= 31 for month in months)
    assert months[-1].ends_on == add_months(starts_on, count) - timedelta(days=1)
