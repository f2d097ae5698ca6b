"""Upkeep (E2): money received after the first service months, without VAT, to whoever keeps the client."""

from datetime import date

import pytest

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.money.compensation.tests.cast import (
    a_client,
    billed,
    lines_of,
    money_comes,
    payday,
    reports,
    rule_of_pay,
)
from okno.records.relations.actions.set_manager import set_manager

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def seller(own_company, closer):
    rule_of_pay(closer)
    return closer


def hand_over(company, to, on):
    set_manager(company=company, manager=to, starts_on=on, by=CONSOLE, at=at_hour(on, 9))


def test_five_percent_of_what_came_in_without_vat(seller):
    company = a_client(owner=seller, brought_by=seller, starts_on=date(2026, 1, 12))
    invoice = billed(company, MAY)
    assert (invoice.net_minor, invoice.gross_minor) == (2_000_000, 2_440_000)
    money_comes(invoice, on=date(2026, 5, 20))
    reports(seller, MAY)
    assert lines_of(payday(seller, MAY), "upkeep") == [("upkeep", "", 100_000, "payable")]


def test_not_of_money_of_the_first_three_service_months(seller):
    company = a_client(owner=seller, brought_by=seller, starts_on=date(2026, 1, 12))
    march = billed(company, date(2026, 3, 1))
    money_comes(march, on=date(2026, 4, 11), amount_minor=1_000_000)
    reports(seller, APRIL)
    assert lines_of(payday(seller, APRIL), "upkeep") == []
    money_comes(march, on=date(2026, 4, 12), amount_minor=march.left_minor)
    # 24,400.00 − 10,000.00 = 14,400.00 with VAT; 20,000.00 − 8,196.72 = 11,803.28 without.
    slip = payday(seller, APRIL)
    assert lines_of(slip, "upkeep") == [("upkeep", "", 59_016, "payable")]
    assert slip.lines.get(kind="upkeep").base_minor == 1_180_328


def test_parts_of_a_payment_in_two_months_sum_to_the_whole(seller):
    company = a_client(owner=seller, brought_by=seller, starts_on=date(2026, 1, 12))
    invoice = billed(company, MAY)
    money_comes(invoice, on=date(2026, 5, 20), amount_minor=1_000_000)
    money_comes(invoice, on=date(2026, 6, 3), amount_minor=1_440_000)
    may, june = payday(seller, MAY), payday(seller, JUNE)
    assert may.lines.get(kind="upkeep").base_minor == 819_672
    assert june.lines.get(kind="upkeep").base_minor == 1_180_328


def test_after_a_hand_over_the_successor_is_paid(seller, other_closer):
    rule_of_pay(other_closer)
    company = a_client(owner=seller, brought_by=seller, starts_on=date(2026, 1, 12))
    first, second = billed(company, MAY), billed(company, JUNE)
    money_comes(first, on=date(2026, 5, 10))
    hand_over(company, other_closer, date(2026, 5, 11))
    money_comes(second, on=date(2026, 5, 12))
    assert [one[2] for one in lines_of(payday(seller, MAY), "upkeep")] == [100_000]
    assert [one[2] for one in lines_of(payday(other_closer, MAY), "upkeep")] == [100_000]


def test_settling_an_advance_is_not_money_received_twice(seller):
    """The advance came in January; in May only its rest is used, and nothing comes in."""
    company = a_client(owner=seller, brought_by=seller, starts_on=date(2026, 1, 12))
    invoice = billed(company, MAY)
    assert invoice.company == company
    assert lines_of(payday(seller, MAY), "upkeep") == []


def test_a_head_of_sales_is_paid_nothing_on_his_own_sales(own_company, head, seller):
    rule_of_pay(head)
    own = a_client(owner=head, brought_by=head, starts_on=date(2026, 1, 12))
    others = a_client(owner=seller, brought_by=seller, starts_on=date(2026, 1, 12))
    hand_over(others, head, date(2026, 2, 2))
    for company in (own, others):
        money_comes(billed(company, MAY), on=date(2026, 5, 20))
    assert lines_of(payday(head, date(2026, 1, 1)), "attraction", "onboarding") == []
    assert [line.company for line in payday(head, MAY).lines.filter(kind="upkeep")] == [others]
