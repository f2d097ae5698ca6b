"""What is won and expected by person and month, and what was thought then (L6)."""

from datetime import date

import pytest

from okno.attract.deals.models import Deal
from okno.attract.deals.tests.plan_cast import a_dated_deal, a_won_deal
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import month_of
from okno.money.plans.actions.take_forecast import take_forecast
from okno.money.plans.forecast import (
    Apart,
    ForecastPoint,
    apart,
    cells_of,
    closing_first,
    forecast_history,
    total,
    won_by_day,
)
from okno.money.plans.scopes import quarter_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
TODAY = date(2026, 10, 12)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture
def market(closer, other_closer):
    """Won 100 + 20; committed 50; likely 30 % of 200 and 50 % of 33.33; November 80 % of 40; nobody's 10."""
    a_won_deal(1, closer, 100_00, date(2026, 10, 2))
    a_won_deal(2, other_closer, 20_00, date(2026, 10, 9))
    a_won_deal(3, closer, 999_00, date(2026, 9, 30))
    a_dated_deal(4, closer, 50_00, date(2026, 10, 20), is_committed=True, seller=closer)
    a_dated_deal(5, closer, 200_00, date(2026, 10, 12), seller=closer)
    a_dated_deal(6, other_closer, 33_33, date(2026, 10, 31), stage="negotiation", seller=closer)
    a_dated_deal(7, closer, 40_00, date(2026, 11, 5), stage="documents", seller=closer)
    a_dated_deal(8, None, 10_00, date(2026, 10, 30), seller=closer)
    a_dated_deal(9, closer, 70_00, None, seller=closer)
    a_dated_deal(10, closer, 80_00, date(2026, 10, 11), is_committed=True, seller=closer)
    a_dated_deal(11, closer, None, date(2026, 10, 25), seller=closer)
    history = a_dated_deal(12, closer, 500_00, date(2026, 10, 25), seller=closer)
    Deal.objects.filter(pk=history.pk).update(imported=True)


def test_each_persons_month_by_the_figures(market, closer, other_closer):
    cells = cells_of(quarter_of(TODAY), TODAY)
    his = cells[closer.pk, OCTOBER]
    assert (his.won_minor, his.committed_minor, his.weighted_minor) == (10000, 5000, 6000)
    assert (his.open_count, his.won_count) == (3, 1)
    hers = cells[other_closer.pk, OCTOBER]
    assert (hers.won_minor, hers.committed_minor, hers.weighted_minor) == (2000, 0, 1667)
    assert cells[None, OCTOBER].weighted_minor == 300
    assert cells[closer.pk, NOVEMBER].weighted_minor == 3200
    company = total(cells.values())
    assert company.forecast_minor == 10000 + 5000 + 6000 + 2000 + 1667 + 300 + 3200
    assert cells_of(quarter_of(TODAY), TODAY, [other_closer.pk]) == {(other_closer.pk, OCTOBER): hers}


def test_what_has_no_date_no_sum_or_a_date_that_passed_is_told_apart(market, closer, other_closer):
    assert apart(TODAY, [closer.pk]) == Apart(1, 7000, 1, 8000, 1)
    assert apart(TODAY, [other_closer.pk]) == Apart()
    assert won_by_day(month_of(TODAY)) == {date(2026, 10, 2): 10000, date(2026, 10, 9): 2000}


def test_the_deals_that_would_close_the_gap_begin_with_the_promised(market, closer, other_closer, head):
    found = closing_first(head, month_of(TODAY), TODAY)
    assert [one.monthly_minor for one in found] == [5000, 20000, 3333, 1000]
    seen = closing_first(other_closer, month_of(TODAY), TODAY)
    assert [one.monthly_minor for one in seen] == [3333, 1000], "a colleague's deals are not hers to see"


def test_what_we_thought_then_stands_though_it_was_wrong(market, closer, other_closer, now):
    take_forecast(by=CLOCK, at=now)
    Deal.objects.filter(monthly_minor=50_00).update(expected_on=None)
    take_forecast(by=CLOCK, at=at_hour(date(2026, 10, 14), 6))
    october = month_of(TODAY)
    assert forecast_history(october, [closer.pk]) == [
        ForecastPoint(date(2026, 10, 12), 10000, 5000, 6000),
        ForecastPoint(date(2026, 10, 14), 10000, 0, 0),
    ]
    assert [one.weighted_minor for one in forecast_history(october)] == [7967, 1967]
    assert [one.weighted_minor for one in forecast_history(quarter_of(TODAY))] == [11167, 5167]


def test_a_quarter_keeps_the_months_that_are_over(market, closer):
    """On 2 November October is looked at no more: what it won by now, 12 000, is in the sum."""
    take_forecast(by=CLOCK, at=at_hour(date(2026, 11, 2), 6))
    assert forecast_history(quarter_of(TODAY)) == [ForecastPoint(date(2026, 11, 2), 12000, 0, 3200)]


def test_who_had_nothing_on_a_day_that_was_looked_at_had_nothing(market, head, now):
    take_forecast(by=CLOCK, at=now)
    assert forecast_history(month_of(TODAY), [head.pk]) == [ForecastPoint(TODAY, 0, 0, 0)]
