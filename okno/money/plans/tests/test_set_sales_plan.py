"""A plan of a person, a team or the company replaces the one in force; what is over is frozen (L6)."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.money.plans.actions.withdraw_sales_plan import withdraw_sales_plan
from okno.money.plans.models import SalesPlan
from okno.money.plans.tests.test_sales_plans import put
from okno.team.people.models import Employee

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def test_a_plan_replaces_the_one_in_force_and_the_journal_tells_both(head, closer, now):
    first = put(head, now, employee=closer)
    second = put(head, now, 150_000_00, employee=closer, seen=first.pk)
    first.refresh_from_db()
    assert first.replaced_at == now and second.replaced_at is None
    told = [entry.data for entry in Entry.objects.filter(kind__startswith="plans.sales_plan").order_by("pk")]
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
    for by in (closer, assistant, CLOCK, CONSOLE, VISITOR):
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


def test_the_journal_says_who_set_it(head, closer, now):
    plan = put(head, now, employee=closer)
    assert (plan.target_minor, plan.set_by, plan.set_at) == (10000000, head, now)
    assert Entry.objects.get(kind="plans.sales_plan_set").by == head


def test_a_plan_below_nothing_is_refused_in_words(head, closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter a target of zero or more\.$"):
        put(head, now, -1, employee=closer)
    assert not SalesPlan.objects.exists()
