"""Plans: set, replaced, copied, taken back; for whom and for when they are refused (L6)."""

from datetime import date, timedelta

import pytest

from okno.journal.models import Entry
from okno.kernel.errors import Conflict, Forbidden, Invalid
from okno.people.models import Employee
from okno.sales.actions.copy_sales_plans import copy_sales_plans
from okno.sales.actions.set_sales_plan import set_sales_plan
from okno.sales.actions.set_sales_plans import NewPlan, set_sales_plans
from okno.sales.actions.withdraw_sales_plan import withdraw_sales_plan
from okno.sales.models import SalesPlan
from okno.sales.planning.plans import Target, Whose, plans_of, quarter_of, whose_of

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def put(by, at, minor=100_000_00, *, span="month", starts_on=OCTOBER, **whose):
    return set_sales_plan(span=span, starts_on=starts_on, target_minor=minor, by=by, at=at, **whose)


def test_a_plan_replaces_the_one_in_force_and_the_journal_tells_both(head, closer, now):
    first = put(head, now, employee=closer)
    second = put(head, now, 150_000_00, employee=closer, seen=first.pk)
    first.refresh_from_db()
    assert first.replaced_at == now and second.replaced_at is None
    told = [entry.data for entry in Entry.objects.filter(kind__startswith="sales.sales_plan").order_by("pk")]
    assert [one.get("before_minor") for one in told] == [None, 10000000]
    assert [one["target_minor"] for one in told] == [10000000, 15000000]
    assert told[0]["whose"] == "Konstantin Closerov"
    assert told[0]["span"] == {"ru": "октябрь 2026", "en": "October 2026"}


def test_the_same_sum_again_writes_nothing(head, closer, now):
    assert put(head, now, employee=closer) == put(head, now, employee=closer)
    assert SalesPlan.objects.count() == 1


def test_who_looked_at_another_plan_is_told(head, owner, closer, now):
    seen = put(head, now, employee=closer)
    put(owner, now, 150_000_00, employee=closer, seen=seen.pk)
    with pytest.raises(Conflict):
        put(head, now, 120_000_00, employee=closer, seen=seen.pk)
    with pytest.raises(Conflict):
        put(head, now, 120_000_00, employee=closer, seen=0)
    assert SalesPlan.objects.in_force().get().target_minor == 15000000


def test_heads_alone_set_plans(closer, assistant, now):
    for by in (closer, assistant, None):
        with pytest.raises(Forbidden):
            put(by, now, employee=closer)


def test_who_has_left_gets_no_new_plan_and_keeps_the_old_one(head, closer, now):
    old = put(head, now, starts_on=NOVEMBER, employee=closer)
    Employee.objects.filter(pk=closer.pk).update(left_on=date(2026, 10, 9))
    closer.refresh_from_db()
    for starts_on in (OCTOBER, NOVEMBER):
        with pytest.raises(Invalid) as refused:
            put(head, now, 50_000_00, starts_on=starts_on, employee=closer)
        assert "09.10.2026" in str(refused.value.fields["employee"])
    assert SalesPlan.objects.in_force().get() == old
    withdraw_sales_plan(plan=old, by=head, at=now)
    assert not SalesPlan.objects.in_force().exists()
    with pytest.raises(Conflict):
        withdraw_sales_plan(plan=old, by=head, at=now)


def test_a_month_that_is_over_is_frozen_and_its_quarter_is_not_yet(head, closer, now):
    with pytest.raises(Invalid) as refused:
        put(head, now, starts_on=date(2026, 9, 1), employee=closer)
    assert "starts_on" in refused.value.fields
    late = now + timedelta(days=25)
    plan = put(head, now, employee=closer)
    with pytest.raises(Invalid):
        withdraw_sales_plan(plan=plan, by=head, at=late)
    assert put(head, late, span="quarter", employee=closer)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts_on": date(2026, 10, 2)}, "starts_on"),
        ({"span": "quarter", "starts_on": NOVEMBER}, "starts_on"),
        ({"span": "year"}, "span"),
        ({"minor": -1}, "target_minor"),
    ],
)
def test_what_is_no_plan(head, closer, now, wrong, field):
    with pytest.raises(Invalid) as refused:
        put(head, now, **{"minor": 1, **wrong}, employee=closer)
    assert field in refused.value.fields


def test_who_does_not_sell_is_nobodys_head_or_comes_later_has_no_plan(head, closer, engineer, now):
    for whose, field in (
        ({"employee": engineer}, "employee"),
        ({"team_of": head}, "team_of"),
        ({"employee": closer, "team_of": head}, "employee"),
    ):
        with pytest.raises(Invalid) as refused:
            put(head, now, **whose)
        assert field in refused.value.fields
    Employee.objects.filter(pk=closer.pk).update(hired_on=NOVEMBER)
    closer.refresh_from_db()
    with pytest.raises(Invalid):
        put(head, now, employee=closer)
    assert put(head, now, starts_on=NOVEMBER, employee=closer)


def test_a_sheet_is_set_whole_or_not_at_all(head, closer, other_closer, now):
    Employee.objects.filter(pk=other_closer.pk).update(left_on=date(2026, 10, 9))
    other_closer.refresh_from_db()
    cells = {
        "a": NewPlan(closer, None, "month", OCTOBER, 100_00, 0),
        "b": NewPlan(other_closer, None, "month", OCTOBER, 100_00, 0),
    }
    with pytest.raises(Invalid) as refused:
        set_sales_plans(cells=cells, by=head, at=now)
    assert list(refused.value.fields) == ["b"] and not SalesPlan.objects.exists()
    (plan,) = set_sales_plans(cells={"a": cells["a"]}, by=head, at=now)
    emptied = NewPlan(closer, None, "month", OCTOBER, None, plan.pk)
    set_sales_plans(cells={"a": emptied}, by=head, at=now)
    assert not SalesPlan.objects.in_force().exists()


def test_copying_fills_what_is_empty_and_passes_over_who_left(head, closer, other_closer, now):
    Employee.objects.filter(pk=closer.pk).update(head=head)
    put(head, now, 10_00, employee=closer)
    put(head, now, 20_00, employee=other_closer)
    put(head, now, 30_00, team_of=head)
    put(head, now, 40_00)
    put(head, now, 41_00, starts_on=NOVEMBER)
    Employee.objects.filter(pk=other_closer.pk).update(left_on=date(2026, 10, 9))
    copied = copy_sales_plans(starts_on=NOVEMBER, by=head, at=now)
    assert [one.target_minor for one in copied] == [1000, 3000]
    assert copy_sales_plans(starts_on=NOVEMBER, by=head, at=now) == []


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
    team, company = Whose("team", head, (closer.pk, other_closer.pk)), Whose("company")
    his = Whose("person", closer, (closer.pk,))
    assert plans.target(his, "quarter", OCTOBER) == Target(30000, "months")
    assert plans.target(team, "month", OCTOBER) == Target(15000, "people")
    assert plans.target(team, "quarter", OCTOBER) == Target(35000, "people")
    assert plans.target(company, "quarter", OCTOBER) == Target(105000, "people")
    assert plans.target(Whose("person", other_closer), "month", NOVEMBER) == Target()
    put(head, now, 160_00, team_of=head)
    plans = plans_of(quarter.starts_on, quarter.ends_on)
    assert plans.target(team, "month", OCTOBER) == Target(16000, "own")
    assert plans.of_people(team, "month", OCTOBER) == 15000
    assert plans.target(team, "quarter", OCTOBER) == Target(16000, "months")


def test_a_seller_looks_at_himself_and_his_team_a_head_at_all(head, closer, other_closer, engineer):
    Employee.objects.filter(pk__in=[closer.pk]).update(head=head)
    closer = Employee.objects.get(pk=closer.pk)
    assert [one.key for one in whose_of(closer)] == [f"team-{head.pk}", f"person-{closer.pk}"]
    assert [one.key for one in whose_of(other_closer)] == [f"person-{other_closer.pk}"]
    assert whose_of(engineer) == []
    everybody = {one.key for one in whose_of(head)}
    assert everybody == {
        "company",
        f"team-{head.pk}",
        f"person-{closer.pk}",
        f"person-{other_closer.pk}",
    }
