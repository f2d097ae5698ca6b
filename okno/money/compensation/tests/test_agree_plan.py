"""Plans in versions with dates; no rule changes backwards (E1)."""

from datetime import date

import pytest

from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.money.compensation.actions.agree_plan import agree_plan
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.actions.lock_payslip import lock_payslip
from okno.money.compensation.amounts import Component, ComponentKind, reference_plan
from okno.money.compensation.models import Plan
from okno.money.compensation.tests.cast import a_client, billed, lines_of, money_comes, payday, reports
from okno.team.people.models import Employee, EmployeeRole

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
IN_MAY = at_hour(date(2026, 5, 20), 12)


def base_of(amount_minor):
    return (Component(ComponentKind.BASE, MAY, amount_minor=amount_minor),)


def agreed(owner, **how):
    given = {"name": "Closers", "role": "closer", "components": base_of(4_000_000), "at": IN_MAY, "by": owner}
    return agree_plan(**{**given, "agreed_on": MAY, "starts_on": MAY, **how})


def test_the_next_version_ends_the_one_before_on_its_eve(owner):
    first = agreed(owner)
    second = agreed(owner, components=base_of(4_500_000), agreed_on=date(2026, 5, 20), starts_on=JUNE)
    first.refresh_from_db()
    assert (first.version, first.ends_on) == (1, date(2026, 5, 31))
    assert (second.version, second.starts_on, second.ends_on) == (2, JUNE, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"agreed_on": date(2026, 5, 20), "starts_on": date(2026, 5, 19)},
        {"agreed_on": date(2026, 5, 21), "starts_on": JUNE},
        {"employee": True},
        {"role": "", "employee": None},
        {"role": "sorcerer"},
        {"components": ()},
        {"components": base_of(1) + base_of(2)},
        {"name": " "},
    ],
)
def test_what_makes_no_sense_is_not_agreed(owner, closer, wrong):
    if wrong.get("employee"):
        wrong = {**wrong, "employee": closer}
    with pytest.raises(Invalid):
        agreed(owner, **wrong)
    assert not Plan.objects.exists()


@pytest.mark.parametrize("starts_on", [MAY, date(2026, 5, 25), date(2026, 4, 1)])
def test_a_rule_that_replaces_another_starts_with_a_month_that_is_not_past(owner, starts_on):
    agreed(owner, agreed_on=date(2026, 1, 1), starts_on=date(2026, 1, 1))
    at = at_hour(date(2026, 6, 2), 9)
    with pytest.raises(Invalid):
        agreed(owner, agreed_on=date(2026, 3, 1), starts_on=starts_on, at=at)
    assert agreed(owner, agreed_on=date(2026, 3, 1), starts_on=JUNE, at=at).version == 2


def test_a_persons_plan_beats_that_of_his_role(owner, closer, other_closer):
    agreed(owner)
    agreed(owner, role="", employee=closer, components=base_of(7_000_000), starts_on=JUNE)
    at = at_hour(date(2026, 7, 1), 9)
    for month_on, one, other in ((MAY, 4_000_000, 4_000_000), (JUNE, 7_000_000, 4_000_000)):
        slips = draw_month(month_on=month_on, by=CONSOLE, at=at)
        assert {slip.employee: slip.payable_minor for slip in slips} == {closer: one, other_closer: other}


def test_who_has_no_plan_has_no_payslip(owner, closer):
    with pytest.raises(Conflict):
        payday(closer, MAY)


def test_a_change_of_role_leaves_a_locked_month_alone(own_company, owner, closer, accountant):
    """May was locked under the closers' plan; a payment told late earns by it, whatever he is now."""
    start = date(2026, 1, 1)
    agreed(owner, components=reference_plan(start), agreed_on=start, starts_on=start)
    company = a_client(owner=closer, brought_by=closer, starts_on=date(2026, 1, 12))
    invoice = billed(company, MAY)
    reports(closer, MAY)
    may = lock_payslip(payslip=payday(closer, MAY), by=accountant, at=at_hour(date(2026, 6, 5), 9))
    closer.roles.all().delete()
    closer.roles.create(role="account_manager")
    agreed(owner, role="account_manager", components=base_of(3_000_000), agreed_on=MAY, starts_on=JUNE)
    money_comes(invoice, on=date(2026, 5, 29), told_on=date(2026, 6, 9))
    june = payday(closer, JUNE)
    assert may.payable_minor == 5_000_000
    assert lines_of(june) == [("base", "", 3_000_000, "payable"), ("upkeep", "", 100_000, "payable")]


def test_the_owner_agrees_for_anybody_a_head_for_others_than_heads(owner, head, closer, accountant):
    for who in (closer, accountant, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            agreed(who)
    for theirs in (
        {"role": "head_of_sales"},
        {"role": "", "employee": head},
        {"role": "", "employee": owner},
    ):
        with pytest.raises(Forbidden):
            agreed(head, **theirs)
    assert agreed(head).version == 1
    assert agreed(owner, role="head_of_sales").version == 1


def test_a_head_sets_no_rule_for_a_role_of_his_own(head, now):
    EmployeeRole.objects.create(employee=head, role="closer")
    selling_head = Employee.objects.get(pk=head.pk)
    with pytest.raises(Forbidden):
        agreed(selling_head)
    assert agreed(selling_head, role="account_manager").role == "account_manager"
