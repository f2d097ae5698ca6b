"""Every figure of E2, by real actions: lead, quote, contract, bank statement, acceptance, billing, payday."""

from datetime import date

import pytest

from okno.ground.kernel.clock import at_hour
from okno.money.compensation.actions.grant_discretionary_bonus import grant_discretionary_bonus
from okno.money.compensation.actions.record_advertising import record_advertising
from okno.money.compensation.amounts import reference_plan_at_once
from okno.money.compensation.tests.cast import (
    LONG_AGO,
    a_client,
    billed,
    grows,
    lines_of,
    money_comes,
    payday,
    reports,
    rule_of_pay,
)
from okno.money.invoicing.actions.end_service import end_service
from okno.money.invoicing.models import Subscription

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

FEBRUARY, JULY, AUGUST, SEPTEMBER, OCTOBER = (date(2026, month, 1) for month in (2, 7, 8, 9, 10))
BEGIN = date(2026, 7, 10)


@pytest.fixture
def seller(own_company, closer):
    """A closer under the reference plan: instalments, upkeep 5 %."""
    rule_of_pay(closer)
    return closer


def test_fees_of_20_26_and_32_thousand_pay_3333_33_and_then_9666_67(seller):
    company = a_client(owner=seller, brought_by=seller, starts_on=BEGIN)
    grows(company, owner=seller, by_minor=600_000, starts_on=date(2026, 8, 20))
    grows(company, owner=seller, by_minor=600_000, starts_on=date(2026, 9, 25))
    reports(seller, JULY)
    reports(seller, OCTOBER)
    july, october = payday(seller, JULY), payday(seller, OCTOBER)
    assert lines_of(july, "attraction") == [
        ("attraction", "first", 333_333, "payable"),
        ("attraction", "second", 666_667, "earned"),
    ]
    assert july.payable_minor == 5_333_333
    assert lines_of(october, "attraction") == [("attraction", "second", 966_667, "payable")]
    assert october.payable_minor == 5_966_667


def test_a_price_that_changes_earns_as_services_that_are_added(seller):
    """The fees of above, on one service whose price changes on the same days."""
    subscription = a_client(owner=seller, brought_by=seller, starts_on=BEGIN).subscriptions.get()
    subscription.terms.all().delete()
    begins = [BEGIN, date(2026, 8, 20), date(2026, 9, 25)]
    ends = [date(2026, 8, 19), date(2026, 9, 24), None]
    for price_minor, starts_on, ends_on in zip((2_000_000, 2_600_000, 3_200_000), begins, ends, strict=True):
        subscription.terms.create(
            price_minor=price_minor, vat_included=False, quantity=1, starts_on=starts_on, ends_on=ends_on
        )
    reports(seller, JULY)
    reports(seller, OCTOBER)
    assert payday(seller, JULY).payable_minor == 5_333_333
    assert lines_of(payday(seller, OCTOBER), "attraction") == [("attraction", "second", 966_667, "payable")]


def test_a_steady_20_thousand_pays_3333_33_and_then_6666_67(seller):
    a_client(owner=seller, brought_by=seller, starts_on=BEGIN)
    reports(seller, JULY)
    reports(seller, OCTOBER)
    assert payday(seller, JULY).payable_minor == 5_333_333
    assert payday(seller, AUGUST).payable_minor == 5_000_000
    assert payday(seller, SEPTEMBER).payable_minor == 5_000_000
    assert payday(seller, OCTOBER).payable_minor == 5_666_667


def test_20_thousand_and_then_gone_pays_3333_33_and_then_nothing(seller, accountant):
    company = a_client(owner=seller, brought_by=seller, starts_on=BEGIN)
    service = Subscription.objects.get(company=company)
    gone = {"reason": "Closed the shop", "by": accountant, "at": at_hour(date(2026, 8, 15), 10)}
    end_service(service=service, ends_on=date(2026, 8, 15), **gone)
    reports(seller, JULY)
    reports(seller, OCTOBER)
    assert lines_of(payday(seller, JULY), "attraction")[0] == ("attraction", "first", 333_333, "payable")
    assert lines_of(payday(seller, OCTOBER), "attraction") == [("attraction", "second", 0, "payable")]


def test_onboarding_of_a_client_that_came_by_himself_pays_1333_33_and_then_2666_67(seller):
    a_client(owner=seller, starts_on=BEGIN, source_type="net", channel="site")
    reports(seller, JULY)
    reports(seller, OCTOBER)
    assert lines_of(payday(seller, JULY), "onboarding", "attraction")[0] == (
        "onboarding",
        "first",
        133_333,
        "payable",
    )
    assert lines_of(payday(seller, OCTOBER), "onboarding", "attraction") == [
        ("onboarding", "second", 266_667, "payable")
    ]


def test_a_colleague_brings_and_is_paid_for_attraction_the_owner_of_the_deal_for_onboarding(
    seller, other_closer
):
    rule_of_pay(other_closer)
    a_client(owner=seller, brought_by=other_closer, starts_on=BEGIN)
    reports(seller, JULY)
    reports(other_closer, JULY)
    assert lines_of(payday(seller, JULY), "attraction", "onboarding")[0][:3] == (
        "onboarding",
        "first",
        133_333,
    )
    assert lines_of(payday(other_closer, JULY), "attraction", "onboarding")[0][:3] == (
        "attraction",
        "first",
        333_333,
    )


def test_ten_clients_of_10_thousand_with_instalments_are_ten_lines_of_1666_67(seller):
    for day in range(1, 11):
        a_client(owner=seller, brought_by=seller, monthly_minor=1_000_000, starts_on=date(2026, 10, day))
    reports(seller, OCTOBER)
    slip = payday(seller, OCTOBER)
    paid = [line for line in lines_of(slip, "attraction") if line[3] == "payable"]
    assert paid == [("attraction", "first", 166_667, "payable")] * 10
    assert slip.payable_minor == 5_000_000 + 1_666_670


def test_the_worked_example_comes_out_at_113_000(own_company, closer, head):
    rule_of_pay(closer, components=reference_plan_at_once(LONG_AGO))
    earlier = [
        a_client(owner=closer, brought_by=closer, monthly_minor=25_000_000, starts_on=FEBRUARY) for _ in "12"
    ]
    for day in range(1, 11):
        a_client(owner=closer, brought_by=closer, monthly_minor=1_000_000, starts_on=date(2026, 10, day))
    for company in earlier:
        invoice = billed(company, OCTOBER)
        assert (invoice.net_minor, invoice.gross_minor) == (25_000_000, 30_500_000)
        money_comes(invoice, on=date(2026, 10, 20))
    bought = {"employee": closer, "month_on": OCTOBER, "by": closer, "at": at_hour(date(2026, 10, 15), 9)}
    record_advertising(what="Online", amount_minor=1_000_000, **bought)
    record_advertising(what="Print", amount_minor=200_000, **bought)
    judged_at = at_hour(date(2026, 10, 30), 9)
    grant_discretionary_bonus(
        employee=closer, month_on=OCTOBER, amount_minor=1_000_000, reason="Order", by=head, at=judged_at
    )
    reports(closer, OCTOBER)
    slip = payday(closer, OCTOBER)
    assert slip.payable_minor == 11_300_000
    assert lines_of(slip) == [
        ("base", "", 5_000_000, "payable"),
        ("judgement", "", 1_000_000, "payable"),
        *[("attraction", "once", 500_000, "payable")] * 10,
        *[("upkeep", "", 750_000, "payable")] * 2,
        ("own_advertising", "", -1_200_000, "payable"),
    ]
