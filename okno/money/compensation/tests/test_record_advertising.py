"""Advertising that a person chose to buy is taken from their attraction bonus (E2)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.money.compensation.actions.record_advertising import record_advertising
from okno.money.compensation.models import OwnAdvertising
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


def record(seller, by, **how):
    return record_advertising(
        **{
            "employee": seller,
            "month_on": MAY,
            "what": "Banner",
            "amount_minor": 800_000,
            "at": IN_MAY,
            **how,
        },
        by=by,
    )


def test_the_journal_says_who_recorded_what_it_cost(seller, accountant):
    bought = record(seller, accountant, what=" Banner ")
    assert (bought.employee, bought.what, bought.amount_minor) == (seller, "Banner", 800_000)
    assert (bought.by, bought.at) == (accountant, IN_MAY)
    entry = Entry.objects.get(kind="compensation.advertising_recorded")
    assert (entry.by, entry.audience, entry.data["amount_minor"]) == (accountant, "pay", 800_000)


def test_a_colleague_records_nothing_for_them(seller, other_closer):
    with pytest.raises(Forbidden):
        record(seller, other_closer)
    assert not OwnAdvertising.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"what": " "}, r"^Enter what was bought\.$"),
        ({"amount_minor": 0}, r"^Enter the cost\.$"),
    ],
)
def test_what_it_was_and_what_it_cost_is_asked(seller, wrong, sentence):
    with override("en"), pytest.raises(Invalid, match=sentence):
        record(seller, seller, **wrong)
    assert not OwnAdvertising.objects.exists()


def test_who_has_no_plan_has_nothing_to_take_it_from(closer):
    with pytest.raises(Invalid) as invalid:
        record(closer, closer)
    assert list(invalid.value.fields) == ["employee"]
