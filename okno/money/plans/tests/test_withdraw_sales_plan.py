"""A plan is taken back while its period runs (L6)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.money.plans.actions.withdraw_sales_plan import withdraw_sales_plan
from okno.money.plans.models import SalesPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(head, closer, now):
    """1,000.00 of the closer's for October 2026."""
    whose = {"employee": closer, "span": "month", "starts_on": date(2026, 10, 1)}
    return set_sales_plan(**whose, target_minor=1_000_00, by=head, at=now)


def test_none_is_in_force_and_the_journal_says_who_took_which_back(plan, owner, now):
    withdraw_sales_plan(plan=plan, by=owner, at=now)
    plan.refresh_from_db()
    assert plan.replaced_at == now
    assert not SalesPlan.objects.in_force().exists()
    entry = Entry.objects.get(kind="plans.sales_plan_withdrawn")
    assert (entry.by, entry.data["whose"], entry.data["before_minor"]) == (
        owner,
        "Konstantin Closerov",
        100000,
    )


def test_only_heads_take_one_back(plan, closer, now):
    for other in (closer, CLOCK):
        with pytest.raises(Forbidden):
            withdraw_sales_plan(plan=plan, by=other, at=now)
    assert SalesPlan.objects.in_force().get() == plan


def test_a_plan_of_a_month_that_is_over_stays(plan, head, now):
    with override("en"), pytest.raises(Invalid, match="October 2026"):
        withdraw_sales_plan(plan=plan, by=head, at=now + timedelta(days=20))
    assert SalesPlan.objects.in_force().get() == plan


def test_of_two_heads_the_second_is_told(plan, head, owner, now):
    seen_by_owner = SalesPlan.objects.get()
    withdraw_sales_plan(plan=plan, by=head, at=now)
    sentence = r"^Someone else changed this target meanwhile\. Review it and set it again\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        withdraw_sales_plan(plan=seen_by_owner, by=owner, at=now)
    assert Entry.objects.get(kind="plans.sales_plan_withdrawn").by == head


@pytest.mark.both_engines
def test_no_plan_is_negative_in_the_database_too(plan):
    with pytest.raises(IntegrityError, match="sales_plan_not_negative"), transaction.atomic():
        SalesPlan.objects.filter(pk=plan.pk).update(target_minor=-1)
