"""The amounts of L6 by the figures of the docstring, and the laws that hold for all."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.dates import month_of
from okno.money.plans.amounts import Cell, OpenDeals, cell, even_line, pace, running_total, working_days_of
from okno.money.plans.scopes import quarter_of

OCTOBER = month_of(date(2026, 10, 1))
sums = st.integers(0, 10**12)
deals = st.builds(OpenDeals, sums, st.integers(0, 10_000), st.booleans(), st.integers(1, 50))


def test_the_month_of_the_docstring():
    month = cell(
        [(240_000_00, 6)],
        [
            OpenDeals(50_000_00, 3_000, is_committed=True),
            OpenDeals(100_000_00, 5_000),
            OpenDeals(33_333_00, 1_000),
        ],
    )
    assert (month.won_minor, month.committed_minor, month.weighted_minor) == (24000000, 5000000, 5333330)
    assert month.forecast_minor == 34333330
    assert (month.total_minor, month.won_count, month.open_count) == (18333300, 6, 3)


def test_the_pace_of_the_docstring():
    """22 working days in October 2026; on Thursday the 22nd seven are left, today among them."""
    going = pace(400_000_00, {date(2026, 10, 21): 240_000_00}, OCTOBER, date(2026, 10, 22))
    assert (going.days, going.days_over, going.days_left) == (22, 15, 7)
    assert going.missing_minor == 16000000
    assert going.needed_a_day_minor == 2285715
    assert going.a_day_minor == 1600000
    assert going.will_be_minor == 35200000
    assert going.due_by_now_minor == 27272727


def test_what_is_won_today_is_won_and_makes_no_pace_yet():
    won = {date(2026, 10, 21): 150_000_00, date(2026, 10, 22): 90_000_00}
    going = pace(400_000_00, won, OCTOBER, date(2026, 10, 22))
    assert going.missing_minor == 16000000
    assert going.a_day_minor == 1000000
    assert going.will_be_minor == 24000000, "10 000 × 22 is 220 000, and more is won already"


def test_before_the_first_day_there_is_no_pace_and_after_the_last_no_need():
    before = pace(100_00, {}, OCTOBER, date(2026, 9, 28))
    assert (before.days_left, before.a_day_minor, before.will_be_minor) == (22, None, None)
    after = pace(100_00, {date(2026, 10, 5): 40_00}, OCTOBER, date(2026, 11, 2))
    assert (after.days_left, after.needed_a_day_minor, after.missing_minor) == (0, None, 60_00)
    last = pace(100_00, {}, OCTOBER, date(2026, 10, 30))
    assert (last.days_left, last.needed_a_day_minor) == (1, 100_00)


def test_november_has_the_day_of_unity_off():
    days = working_days_of(month_of(date(2026, 11, 1)))
    assert len(days) == 20 and date(2026, 11, 4) not in days


def test_wins_of_days_off_stand_on_the_next_working_day_and_of_the_last_ones_on_the_last():
    days = working_days_of(OCTOBER)
    won = {date(2026, 10, 1): 10, date(2026, 10, 3): 5, date(2026, 10, 31): 7}
    line = running_total(won, days, OCTOBER.ends_on)
    assert line[:3] == [10, 10, 15]
    assert (days[2], days[-1], line[-1]) == (date(2026, 10, 5), date(2026, 10, 30), 22)


def test_the_even_line_ends_with_the_plan():
    assert even_line(100, 3) == [33, 67, 100]


@given(st.lists(deals))
def test_what_is_likely_is_never_less_than_nothing_nor_more_than_all(open_deals):
    month = cell([], open_deals)
    whole = sum(one.minor for one in open_deals if not one.is_committed)
    assert 0 <= month.weighted_minor <= whole
    assert month.committed_minor + whole == month.total_minor
    assert month.forecast_minor <= month.total_minor


@given(st.lists(st.tuples(st.lists(deals), st.lists(st.tuples(sums, st.integers(1, 9))))))
def test_people_add_up_to_the_company_in_any_order(people):
    cells = [cell(won, open_deals) for open_deals, won in people]
    company = sum(cells, Cell())
    assert company == sum(reversed(cells), Cell())
    assert company.forecast_minor == sum(one.forecast_minor for one in cells)


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 10**12), st.lists(sums, max_size=9))
def test_need_and_days_left_always_close_the_gap(on, plan, won):
    period = quarter_of(on)
    by_day = {period.starts_on + timedelta(days=place): minor for place, minor in enumerate(won)}
    going = pace(plan, by_day, period, on)
    assert going.days_over + going.days_left == going.days
    assert going.missing_minor == 0 or going.above_minor == 0
    if going.needed_a_day_minor is not None:
        over = going.needed_a_day_minor * going.days_left - going.missing_minor
        assert 0 <= over < going.days_left
    if going.will_be_minor is not None:
        assert going.will_be_minor >= going.won_minor
