"""Guard 7: everybody's payslip of a month is locked, all of them or none."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE, VISITOR
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Conflict, Forbidden, Guard, Refused
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.actions.lock_month import lock_month
from okno.money.compensation.actions.lock_payslip import lock_payslip
from okno.money.compensation.models import Payslip
from okno.money.compensation.tests.cast import rule_of_pay

pytestmark = pytest.mark.django_db
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)
LOCKED_AT = at_hour(date(2026, 6, 4), 12)


@pytest.fixture
def drawn(own_company, closer, other_closer):
    """May of two closers, 50,000.00 each."""
    for seller in (closer, other_closer):
        rule_of_pay(seller)
    return draw_month(month_on=MAY, by=CONSOLE, at=at_hour(date(2026, 6, 3), 10))


def test_each_is_locked_and_the_journal_says_who_locked_how_much(drawn, accountant):
    locked = lock_month(month_on=MAY, by=accountant, at=LOCKED_AT)
    assert {slip.pk for slip in locked} == {slip.pk for slip in drawn}
    assert set(Payslip.objects.values_list("status", "locked_at", "locked_by")) == {
        ("locked", LOCKED_AT, accountant.pk)
    }
    entries = Entry.objects.filter(kind="compensation.payslip_locked")
    assert [(entry.by, entry.data["payable_minor"]) for entry in entries] == [(accountant, 5_000_000)] * 2


def test_what_a_colleague_locked_before_is_passed_over(drawn, accountant, owner):
    first, second = Payslip.objects.order_by("pk")
    lock_payslip(payslip=first, by=accountant, at=LOCKED_AT)
    assert lock_month(month_on=MAY, by=owner, at=LOCKED_AT) == [second]
    first.refresh_from_db()
    assert first.locked_by == accountant


def test_a_month_that_is_locked_is_refused_by_guard_7(drawn, accountant):
    lock_month(month_on=MAY, by=accountant, at=LOCKED_AT)
    with pytest.raises(Refused) as refusal:
        lock_month(month_on=MAY, by=accountant, at=LOCKED_AT)
    assert refusal.value.guard == Guard.CLOSED_PERIOD


def test_a_month_that_nobody_drew_is_named(drawn, accountant):
    with override("en"), pytest.raises(Conflict, match="April 2026"):
        lock_month(month_on=APRIL, by=accountant, at=LOCKED_AT)


def test_an_earlier_month_that_is_open_stops_all(drawn, closer, accountant):
    draw_month(month_on=APRIL, employees=[closer], by=CONSOLE, at=at_hour(date(2026, 6, 3), 9))
    with pytest.raises(Conflict):
        lock_month(month_on=MAY, by=accountant, at=LOCKED_AT)
    assert set(Payslip.objects.values_list("status", flat=True)) == {"open"}


def test_who_keeps_no_books_locks_nothing(drawn, closer):
    for other in (closer, VISITOR):
        with pytest.raises(Forbidden):
            lock_month(month_on=MAY, by=other, at=LOCKED_AT)
    assert set(Payslip.objects.values_list("status", flat=True)) == {"open"}


def test_permission_comes_before_what_there_is_to_lock(drawn, closer):
    with pytest.raises(Forbidden):
        lock_month(month_on=APRIL, by=closer, at=LOCKED_AT)
