"""A sheet of plans is set whole or not at all (L6)."""

from datetime import date

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.money.plans.actions.set_sales_plans import NewPlan, set_sales_plans
from okno.money.plans.models import SalesPlan
from okno.team.people.models import Employee

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


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


def sheet(*cells):
    return {f"cell-{place}": cell for place, cell in enumerate(cells)}


def test_the_journal_of_each_says_who_set_it(head, closer, other_closer, now):
    cells = sheet(*[NewPlan(one, None, "month", OCTOBER, 100_00, 0) for one in (closer, other_closer)])
    assert [plan.target_minor for plan in set_sales_plans(cells=cells, by=head, at=now)] == [10000, 10000]
    assert [one.by for one in Entry.objects.filter(kind="plans.sales_plan_set")] == [head, head]


def test_only_heads_set_a_sheet(closer, now):
    with pytest.raises(Forbidden):
        set_sales_plans(cells=sheet(NewPlan(closer, None, "month", OCTOBER, 1, 0)), by=closer, at=now)
    assert not SalesPlan.objects.exists()


def test_a_cell_that_another_head_has_set_meanwhile_is_named(head, owner, closer, now):
    whose = {"employee": closer, "span": "month", "starts_on": OCTOBER}
    set_sales_plan(**whose, target_minor=50_00, by=owner, at=now)
    with pytest.raises(Invalid) as invalid:
        set_sales_plans(cells=sheet(NewPlan(closer, None, "month", OCTOBER, 100_00, 0)), by=head, at=now)
    assert list(invalid.value.fields) == ["cell-0"]
    assert SalesPlan.objects.get().target_minor == 5000


def test_permission_comes_before_whether_a_cell_was_changed(closer, now):
    with pytest.raises(Forbidden):
        set_sales_plans(cells={}, by=closer, at=now)
