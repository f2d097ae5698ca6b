"""Two heads at one plan, and two clocks at one forecast, on both engines."""

from datetime import date

import pytest

from okno.attract.deals.tests.plan_cast import a_dated_deal
from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.records.resources.tests.racing import race_processes, shared_base

pytestmark = pytest.mark.both_engines

KNOCK = "okno.money.plans.tests.plan_knock"
IN_FORCE = "SELECT count(*) FROM plans_salesplan WHERE replaced_at IS NULL"
TOLD = "SELECT count(*) FROM journal_entry WHERE kind LIKE 'plans.sales_plan%'"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_set", [False, True])
def test_of_two_heads_at_once_one_is_told(tmp_path, head, owner, closer, now, is_set):
    seen = 0
    if is_set:
        first = {"employee": closer, "span": "month", "starts_on": date(2026, 11, 1), "target_minor": 5}
        seen = set_sales_plan(**first, by=head, at=now).pk
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, (head.pk, closer.pk, seen, 10), (owner.pk, closer.pk, seen, 20))
        assert sorted(said) == ["set", "told"]
        assert ask(IN_FORCE) == [(1,)]
        assert ask(TOLD) == [(2 if is_set else 1,)]


@pytest.mark.django_db(transaction=True)
def test_the_forecast_taken_by_three_at_once_stands_once(tmp_path, head, closer):
    a_dated_deal(1, closer, 100_00, date(2026, 10, 20), seller=closer)
    with shared_base(tmp_path) as (url, ask):
        assert race_processes(url, KNOCK, *[(head.pk, 0, 0, 0)] * 3) == ["taken"] * 3
        assert ask("SELECT count(*), sum(weighted_minor) FROM plans_forecastsnapshot") == [(4, 3000)]
