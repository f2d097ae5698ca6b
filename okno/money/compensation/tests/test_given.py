"""What people give: the head's judgement, own advertising, the report handed in (E2)."""

from datetime import date

import pytest

from okno.ground.kernel.clock import at_hour
from okno.money.compensation.actions.grant_discretionary_bonus import grant_discretionary_bonus
from okno.money.compensation.actions.lock_payslip import lock_payslip
from okno.money.compensation.tests.cast import a_client, lines_of, payday, reports, rule_of_pay

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
IN_MAY = at_hour(date(2026, 5, 20), 12)


@pytest.fixture
def seller(own_company, closer):
    rule_of_pay(closer)
    return closer


@pytest.fixture
def bringing(seller):
    """Two clients of May: first parts of 3,333.33 each."""
    for day in (5, 6):
        a_client(owner=seller, brought_by=seller, starts_on=date(2026, 5, day))
    return seller


def bonus(seller, amount_minor, head, **how):
    given = {"month_on": MAY, "reason": "Order in papers", "at": IN_MAY, **how}
    return grant_discretionary_bonus(employee=seller, amount_minor=amount_minor, by=head, **given)


def test_without_the_report_every_bonus_is_held_and_base_is_not(bringing, head):
    bonus(bringing, 100_000, head)
    slip = payday(bringing, MAY)
    assert (slip.payable_minor, slip.held_minor) == (5_000_000, 766_666)
    assert [line.reason for line in slip.lines.filter(status="held")] == ["report_missing"] * 3
    reports(bringing, MAY, on=date(2026, 6, 5))
    slip.refresh_from_db()
    assert (slip.payable_minor, slip.held_minor) == (5_766_666, 0)


def test_a_report_after_the_fifth_is_late_and_its_bonuses_come_with_the_next_payslip(bringing, accountant):
    slip = payday(bringing, MAY)
    lock_payslip(payslip=slip, by=accountant, at=at_hour(date(2026, 6, 6), 12))
    reports(bringing, JUNE)
    assert lines_of(payday(bringing, JUNE), "attraction") == [("attraction", "second", 666_667, "earned")] * 2
    reports(bringing, MAY, on=date(2026, 6, 10))
    june = payday(bringing, JUNE)
    released = june.lines.filter(kind="attraction", status="payable")
    assert [(line.amount_minor, line.corrects_month_on) for line in released] == [(333_333, MAY)] * 2
    assert june.payable_minor == 5_666_666


def test_a_late_report_holds_the_month_that_is_still_open(bringing):
    reports(bringing, MAY, on=date(2026, 6, 6))
    slip = payday(bringing, MAY, at=at_hour(date(2026, 6, 7), 9))
    assert [line.reason for line in slip.lines.filter(status="held")] == ["report_late"] * 2
    assert slip.payable_minor == 5_000_000
