"""Plans: set, replaced, copied, taken back; for whom and for when they are refused (L6)."""

from datetime import date

import pytest

from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.money.plans.scopes import PlanScope, Target, plans_of, quarter_of, visible_scopes
from okno.team.people.models import Employee

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def put(by, at, minor=100_000_00, *, span="month", starts_on=OCTOBER, **whose):
    return set_sales_plan(span=span, starts_on=starts_on, target_minor=minor, by=by, at=at, **whose)


def test_a_quarter_without_its_plan_is_its_months_and_a_team_is_its_people(
    head, closer, other_closer, account_manager, now
):
    Employee.objects.filter(pk__in=[closer.pk, other_closer.pk]).update(head=head)
    put(head, now, 100_00, employee=closer)
    put(head, now, 200_00, starts_on=NOVEMBER, employee=closer)
    put(head, now, 50_00, employee=other_closer)
    put(head, now, 700_00, span="quarter", employee=account_manager)
    quarter = quarter_of(OCTOBER)
    plans = plans_of(quarter.starts_on, quarter.ends_on)
    team, company = PlanScope("team", head, (closer.pk, other_closer.pk)), PlanScope("company")
    his = PlanScope("person", closer, (closer.pk,))
    assert plans.target(his, "quarter", OCTOBER) == Target(30000, "months")
    assert plans.target(team, "month", OCTOBER) == Target(15000, "people")
    assert plans.target(team, "quarter", OCTOBER) == Target(35000, "people")
    assert plans.target(company, "quarter", OCTOBER) == Target(105000, "people")
    assert plans.target(PlanScope("person", other_closer), "month", NOVEMBER) == Target()
    put(head, now, 160_00, team_of=head)
    plans = plans_of(quarter.starts_on, quarter.ends_on)
    assert plans.target(team, "month", OCTOBER) == Target(16000, "own")
    assert plans.of_people(team, "month", OCTOBER) == 15000
    assert plans.target(team, "quarter", OCTOBER) == Target(16000, "months")


def test_a_seller_looks_at_himself_and_his_team_a_head_at_all(head, closer, other_closer, engineer):
    Employee.objects.filter(pk__in=[closer.pk]).update(head=head)
    closer = Employee.objects.get(pk=closer.pk)
    assert [one.key for one in visible_scopes(closer)] == [f"team-{head.pk}", f"person-{closer.pk}"]
    assert [one.key for one in visible_scopes(other_closer)] == [f"person-{other_closer.pk}"]
    assert visible_scopes(engineer) == []
    everybody = {one.key for one in visible_scopes(head)}
    assert everybody == {
        "company",
        f"team-{head.pk}",
        f"person-{closer.pk}",
        f"person-{other_closer.pk}",
    }
