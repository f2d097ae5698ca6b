"""Last month's plans fill what is empty in this one (L6)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.money.plans.actions.copy_sales_plans import copy_sales_plans
from okno.money.plans.models import SalesPlan
from okno.money.plans.tests.test_sales_plans import put
from okno.team.people.models import Employee

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


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


def test_the_journal_says_who_copied_each(head, owner, closer, now):
    put(head, now, 10_00, employee=closer)
    (plan,) = copy_sales_plans(starts_on=NOVEMBER, by=owner, at=now)
    assert (plan.employee, plan.starts_on, plan.target_minor, plan.set_by) == (closer, NOVEMBER, 1000, owner)
    assert Entry.objects.filter(kind="plans.sales_plan_set").latest("pk").by == owner


def test_only_heads_copy(head, closer, now):
    put(head, now, 10_00, employee=closer)
    with pytest.raises(Forbidden):
        copy_sales_plans(starts_on=NOVEMBER, by=closer, at=now)
    assert SalesPlan.objects.count() == 1


def test_into_a_month_that_is_over_nothing_is_copied(head, now):
    with override("en"), pytest.raises(Invalid, match="September 2026") as invalid:
        copy_sales_plans(starts_on=date(2026, 9, 1), by=head, at=now)
    assert list(invalid.value.fields) == ["starts_on"]


def test_permission_comes_before_whether_there_is_a_plan_to_copy(closer, now):
    with pytest.raises(Forbidden):
        copy_sales_plans(starts_on=NOVEMBER, by=closer, at=now)
