"""What people give: the head's judgement, own advertising, the report handed in (E2)."""

from datetime import date

import pytest

from okno.compensation.actions.hand_in_report import hand_in_report
from okno.compensation.actions.judge import judge
from okno.compensation.actions.lock_payslip import lock_payslip
from okno.compensation.actions.record_advertising import record_advertising
from okno.compensation.models import AttractionReport
from okno.compensation.tests.cast import a_client, lines_of, payday, reports, rule_of_pay
from okno.journal.models import Entry
from okno.kernel.clock import at_hour
from okno.kernel.errors import Conflict, Forbidden, Invalid
from okno.people.actions.invite_employee import invite_employee

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
    return judge(employee=seller, amount_minor=amount_minor, by=head, **given)


def test_the_head_judges_from_nothing_to_the_plans_most(seller, head):
    reports(seller, MAY)
    bonus(seller, 1_000_000, head)
    slip = payday(seller, MAY)
    assert lines_of(slip, "judgement") == [("judgement", "", 1_000_000, "payable")]
    bonus(seller, 250_000, head)
    slip.refresh_from_db()
    assert slip.payable_minor == 5_250_000
    for amount_minor in (1_000_001, -1):
        with pytest.raises(Invalid):
            bonus(seller, amount_minor, head)
    entry = Entry.objects.filter(kind="compensation.judged").latest("pk")
    assert (entry.audience, entry.data["amount_minor"]) == ("pay", 250_000)


def test_nobody_judges_himself_and_only_heads_judge(seller, head, accountant):
    rule_of_pay(head)
    for who, whom in ((head, head), (accountant, seller), (seller, seller)):
        with pytest.raises(Forbidden):
            bonus(whom, 100, who)


def test_no_bonus_by_judgement_during_probation(head, owner):
    new = invite_employee(
        name="Nina Newova",
        email="nina@okno.test",
        roles=("closer",),
        hired_on=date(2026, 3, 2),
        by=None,
        at=IN_MAY,
    )
    rule_of_pay(new, starts_on=date(2026, 3, 2))
    with pytest.raises(Invalid):
        bonus(new, 100_000, head)
    in_july = {"month_on": date(2026, 7, 1), "at": at_hour(date(2026, 7, 20), 12)}
    assert bonus(new, 100_000, head, **in_july).amount_minor == 100_000


def test_advertising_is_taken_from_attraction_never_below_zero_and_the_rest_carried(bringing, accountant):
    bought = {"employee": bringing, "what": "Banner", "by": bringing, "at": IN_MAY}
    record_advertising(month_on=MAY, amount_minor=800_000, **bought)
    reports(bringing, MAY)
    may = payday(bringing, MAY)
    # 6,666.66 of attraction bear 6,666.66 of 8,000.00; 1,333.34 go on to June.
    assert (may.payable_minor, may.advertising_carried_minor) == (5_000_000, 133_334)
    assert lines_of(may, "own_advertising") == [("own_advertising", "", -666_666, "payable")]
    a_client(owner=bringing, brought_by=bringing, starts_on=date(2026, 6, 8))
    reports(bringing, JUNE)
    june = payday(bringing, JUNE)
    assert lines_of(june, "own_advertising") == [("own_advertising", "", -133_334, "payable")]
    assert (june.payable_minor, june.advertising_carried_minor) == (5_199_999, 0)


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


def test_a_report_is_handed_in_once_and_not_backdated_by_oneself(seller, head):
    reports(seller, MAY)
    with pytest.raises(Conflict):
        reports(seller, MAY)
    given = {"employee": seller, "month_on": JUNE, "text": "Nobody", "at": at_hour(date(2026, 7, 9), 9)}
    with pytest.raises(Invalid):
        hand_in_report(on=date(2026, 7, 3), by=seller, **given)
    hand_in_report(on=date(2026, 7, 3), by=head, **given)
    assert AttractionReport.objects.get(month_on=JUNE).handed_in_on == date(2026, 7, 3)
    with pytest.raises(Invalid):
        hand_in_report(employee=seller, month_on=date(2026, 8, 1), text="Early", by=seller, at=given["at"])
