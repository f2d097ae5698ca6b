"""What is expected of this month and the next two is kept once a day (L6)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okno.attract.deals.models import Deal
from okno.attract.deals.tests.plan_cast import a_dated_deal, a_won_deal
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.errors import Forbidden
from okno.money.plans.actions.take_forecast import take_forecast
from okno.money.plans.models import ForecastSnapshot

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


def test_what_was_thought_is_kept_once_a_day(market, closer, now):
    assert take_forecast(by=CLOCK, at=now) == 6
    assert take_forecast(by=CLOCK, at=now + timedelta(hours=3)) == 0
    his = ForecastSnapshot.objects.get(employee=closer, month_on=OCTOBER)
    assert (his.taken_on, his.won_minor, his.committed_minor, his.weighted_minor, his.open_count) == (
        TODAY,
        10000,
        5000,
        6000,
        3,
    )
    of_nobody = ForecastSnapshot.objects.filter(employee=None).values_list("month_on", "weighted_minor")
    assert list(of_nobody) == [(OCTOBER, 300), (NOVEMBER, 0), (date(2026, 12, 1), 0)]


def test_a_seller_does_not_take_the_forecast(closer, head, now):
    with pytest.raises(Forbidden):
        take_forecast(by=closer, at=now)
    assert take_forecast(by=head, at=now) == 3


def test_it_takes_as_many_queries_for_many_people(market, now):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        take_forecast(by=CLOCK, at=now)
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) <= 4
