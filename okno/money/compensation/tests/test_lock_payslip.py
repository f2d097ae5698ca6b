"""Guard 7 and complaint 15: a locked month never changes; what is told late is put right in the next one."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from okno.attract.quotes.tests.cast import a_company
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Conflict, Forbidden, Guard, Refused
from okno.money.compensation.actions.agree_plan import agree_plan
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.actions.grant_discretionary_bonus import grant_discretionary_bonus
from okno.money.compensation.actions.lock_month import lock_month
from okno.money.compensation.actions.lock_payslip import lock_payslip
from okno.money.compensation.actions.record_advertising import record_advertising
from okno.money.compensation.amounts import Component, ComponentKind, reference_plan
from okno.money.compensation.models import EarningLine, Payslip
from okno.money.compensation.tests.cast import (
    a_client,
    a_contract,
    billed,
    lines_of,
    money_comes,
    payday,
    reports,
    rule_of_pay,
    service_starts,
)
from okno.money.invoicing.actions.end_service import end_service
from okno.money.invoicing.models import Subscription
from okno.money.invoicing.tests.cast import first_invoice_of
from okno.records.relations.actions.set_manager import set_manager

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
LATER = at_hour(date(2026, 6, 10), 12)


@pytest.fixture
def seller(own_company, closer):
    rule_of_pay(closer)
    return closer


@pytest.fixture
def kept(seller):
    """A client of January who paid 24,400.00 for May: upkeep 1,000.00."""
    company = a_client(owner=seller, brought_by=seller, starts_on=date(2026, 1, 12))
    money_comes(billed(company, MAY), on=date(2026, 5, 20))
    reports(seller, MAY)
    return company


@pytest.fixture
def may(seller, kept, accountant):
    """May is drawn and locked: 50,000.00 + 1,000.00."""
    slip = payday(seller, MAY)
    return lock_payslip(payslip=slip, by=accountant, at=at_hour(date(2026, 6, 4), 12))


def picture(slip):
    """All that stands in a payslip and its lines."""
    rows = EarningLine.objects.filter(payslip=slip).order_by("pk").values()
    return Payslip.objects.filter(pk=slip.pk).values().get(), list(rows)


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    assert refusal.value.guard == Guard.CLOSED_PERIOD


def test_no_door_changes_a_locked_month(may, seller, head, owner, accountant):
    before = picture(may)
    assert before[0]["payable_minor"] == 5_100_000
    refused(draw_month, month_on=MAY, by=accountant, at=LATER)
    refused(draw_month, month_on=MAY, employees=[seller], by=accountant, at=LATER)
    refused(lock_payslip, payslip=may, by=accountant, at=LATER)
    refused(lock_month, month_on=MAY, by=accountant, at=LATER)
    bonus = {"employee": seller, "month_on": MAY, "amount_minor": 100, "by": head, "at": LATER}
    refused(grant_discretionary_bonus, reason="Late", **bonus)
    refused(record_advertising, what="Late", **bonus)
    plan = {"name": "Back", "employee": seller, "components": reference_plan(MAY), "agreed_on": MAY}
    refused(agree_plan, starts_on=MAY, by=owner, at=LATER, **plan)
    assert picture(may) == before


@pytest.mark.parametrize(
    "change", ["update_line", "move_line", "add_line", "delete_line", "reopen", "delete"]
)
def test_the_database_itself_refuses(may, seller, change):
    before = picture(may)
    lines = EarningLine.objects.filter(payslip=may)
    line = lines.get(kind="base")
    june = payday(seller, JUNE, at=LATER)
    with pytest.raises(DatabaseError, match="a locked payslip never changes"), transaction.atomic():
        match change:
            case "update_line":
                lines.update(amount_minor=1)
            case "move_line":
                june.lines.update(payslip=may)
            case "add_line":
                line.pk = None
                line.save(force_insert=True)
            case "delete_line":
                lines.delete()
            case "reopen":
                Payslip.objects.filter(pk=may.pk).update(status="open", locked_at=None)
            case "delete":
                slips = Payslip.objects.filter(pk=may.pk)
                slips._raw_delete(slips.db)
    assert picture(may) == before


def test_a_new_rate_a_new_plan_and_a_new_manager_leave_past_pay_alone(
    may, kept, seller, other_closer, owner, accountant
):
    before = picture(may)
    rule_of_pay(other_closer)
    dearer = (
        Component(ComponentKind.BASE, JUNE, amount_minor=6_000_000),
        Component(ComponentKind.UPKEEP, JUNE, rate_bp=1000),
    )
    june_on = {"agreed_on": date(2026, 5, 28), "starts_on": JUNE}
    agreed_at = at_hour(date(2026, 5, 28), 9)
    agree_plan(name="Dearer", employee=seller, components=dearer, by=owner, at=agreed_at, **june_on)
    # Told in June, as if the client had been handed over before May began.
    set_manager(company=kept, manager=other_closer, starts_on=date(2026, 4, 20), by=owner, at=LATER)
    june = payday(seller, JUNE, at=LATER)
    assert lines_of(june) == [("base", "", 6_000_000, "payable")]
    assert lines_of(payday(other_closer, MAY, at=LATER), "upkeep") == []
    assert lines_of(payday(other_closer, JUNE, at=LATER), "upkeep") == []
    assert picture(may) == before


def test_a_payment_told_late_is_paid_in_the_open_month_and_names_the_old_one(may, kept, seller):
    money_comes(billed(kept, JUNE), on=date(2026, 5, 29), amount_minor=1_220_000, told_on=date(2026, 6, 9))
    reports(seller, JUNE)
    june = payday(seller, JUNE)
    line = june.lines.get(kind="upkeep")
    # 10,000.00 more without VAT at 5 %.
    assert (line.amount_minor, line.corrects_month_on, line.status) == (50_000, MAY, "payable")
    assert [step["op"] for step in line.explanation["arithmetic"]] == ["share", "less"]
    assert line.explanation["arithmetic"][1]["values"] == {"start_minor": 150_000, "less_minor": 100_000}
    assert june.payable_minor == 5_050_000


def test_a_correction_is_paid_once(may, kept, seller, accountant):
    money_comes(billed(kept, JUNE), on=date(2026, 5, 29), amount_minor=1_220_000, told_on=date(2026, 6, 9))
    reports(seller, JUNE)
    lock_payslip(payslip=payday(seller, JUNE), by=accountant, at=at_hour(date(2026, 7, 4), 12))
    reports(seller, JULY)
    assert lines_of(payday(seller, JULY), "upkeep") == []


def test_a_correction_is_at_the_rate_of_its_month(may, kept, seller, owner):
    cheaper = (
        Component(ComponentKind.BASE, JUNE, amount_minor=5_000_000),
        Component(ComponentKind.UPKEEP, JUNE, rate_bp=100),
    )
    june_on = {"agreed_on": date(2026, 5, 28), "starts_on": JUNE}
    agreed_at = at_hour(date(2026, 5, 28), 9)
    agree_plan(name="Cheaper", employee=seller, components=cheaper, by=owner, at=agreed_at, **june_on)
    money_comes(billed(kept, JUNE), on=date(2026, 5, 29), amount_minor=1_220_000, told_on=date(2026, 6, 9))
    assert payday(seller, JUNE).lines.get(kind="upkeep").amount_minor == 50_000


def test_what_was_overpaid_is_taken_back_from_bonuses_and_the_rest_carried(seller, accountant):
    """A leaving told after the second part was paid: 6,666.67 come back, base pay is never touched."""
    company = a_client(owner=seller, brought_by=seller, starts_on=date(2026, 1, 20))
    reports(seller, date(2026, 4, 1))
    april = payday(seller, date(2026, 4, 1))
    assert april.payable_minor == 5_666_667
    lock_payslip(payslip=april, by=accountant, at=at_hour(date(2026, 5, 4), 12))
    gone = {"reason": "Told late", "by": accountant, "at": at_hour(date(2026, 5, 5), 12)}
    end_service(service=Subscription.objects.get(company=company), ends_on=date(2026, 2, 10), **gone)
    reports(seller, MAY)
    may = payday(seller, MAY)
    line = may.lines.get(kind="attraction")
    assert (line.amount_minor, line.corrects_month_on) == (-666_667, date(2026, 4, 1))
    assert (may.payable_minor, may.overpaid_carried_minor) == (5_000_000, 666_667)
    assert lines_of(may, "overpaid") == [("overpaid", "", 666_667, "payable")]
    lock_payslip(payslip=may, by=accountant, at=at_hour(date(2026, 6, 4), 12))
    for day in (1, 2, 3):
        a_client(owner=seller, brought_by=seller, starts_on=date(2026, 6, day))
    reports(seller, JUNE)
    june = payday(seller, JUNE)
    # 3 × 3,333.33 − 6,666.67 = 3,333.32
    assert (june.payable_minor, june.overpaid_carried_minor) == (5_333_332, 0)


def test_a_first_month_paid_late_but_dated_before_the_lock_is_paid_in_the_next_month(seller, accountant):
    company = a_company(number=99)
    signed_at = at_hour(date(2026, 5, 4), 10)
    contract = a_contract(
        company, owner=seller, signed_at=signed_at, monthly_minor=2_000_000, brought_by=seller
    )
    reports(seller, MAY)
    may = payday(seller, MAY)
    assert lines_of(may, "attraction") == [("attraction", "first", 333_333, "earned")]
    assert (may.payable_minor, may.earned_minor) == (5_000_000, 333_333)
    lock_payslip(payslip=may, by=accountant, at=at_hour(date(2026, 6, 4), 12))
    money_comes(first_invoice_of(contract), on=date(2026, 5, 29), told_on=date(2026, 6, 9))
    service_starts(contract, on=date(2026, 6, 15))
    reports(seller, JUNE)
    first, second = payday(seller, JUNE).lines.filter(kind="attraction")
    assert (first.amount_minor, first.status, first.corrects_month_on) == (333_333, "payable", None)
    assert (second.amount_minor, second.reason) == (666_667, "service_months")


def test_months_are_locked_in_order_and_by_those_who_answer_for_pay(seller, accountant, head):
    april, may = payday(seller, date(2026, 4, 1)), payday(seller, MAY)
    with pytest.raises(Conflict, match=r"Апрель|апрель|April"):
        lock_payslip(payslip=may, by=accountant, at=LATER)
    with pytest.raises(Forbidden):
        lock_payslip(payslip=april, by=seller, at=LATER)
    lock_payslip(payslip=april, by=head, at=LATER)
    assert [slip.status for slip in lock_month(month_on=MAY, by=accountant, at=LATER)] == ["locked"]


def test_a_month_drawn_before_the_one_before_it_changed_is_drawn_again(seller, accountant):
    may = payday(seller, MAY, at=at_hour(date(2026, 6, 2), 9))
    april = payday(seller, date(2026, 4, 1), at=at_hour(date(2026, 6, 3), 9))
    lock_payslip(payslip=april, by=accountant, at=LATER)
    with pytest.raises(Conflict):
        lock_payslip(payslip=may, by=accountant, at=LATER)
    lock_payslip(payslip=payday(seller, MAY, at=LATER), by=accountant, at=LATER)
