"""The head's bonus for a month, from nothing to the plan's most (E2)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.money.compensation.tests.cast import lines_of, payday, reports, rule_of_pay
from okno.money.compensation.tests.test_given import bonus
from okno.team.people.actions.invite_employee import invite_employee

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


IN_MAY = at_hour(date(2026, 5, 20), 12)


@pytest.fixture
def seller(own_company, closer):
    rule_of_pay(closer)
    return closer


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
        by=CONSOLE,
        at=IN_MAY,
    )
    rule_of_pay(new, starts_on=date(2026, 3, 2))
    with pytest.raises(Invalid):
        bonus(new, 100_000, head)
    in_july = {"month_on": date(2026, 7, 1), "at": at_hour(date(2026, 7, 20), 12)}
    assert bonus(new, 100_000, head, **in_july).amount_minor == 100_000


def test_the_journal_says_who_granted_how_much_and_for_what(seller, head):
    granted = bonus(seller, 250_000, head, reason=" Order in papers ")
    assert (granted.amount_minor, granted.by, granted.reason) == (250_000, head, "Order in papers")
    entry = Entry.objects.get(kind="compensation.judged")
    assert (entry.by, entry.data["employee"], entry.data["amount_minor"]) == (head, seller.name, 250_000)
    assert (entry.data["month_on"], entry.data["reason"]) == ("2026-05-01", "Order in papers")


def test_it_says_what_for(seller, head):
    with override("en"), pytest.raises(Invalid, match=r"^Enter what the bonus is for\.$"):
        bonus(seller, 250_000, head, reason=" ")


@pytest.mark.both_engines
def test_no_bonus_is_negative_in_the_database_too(seller, head):
    granted = bonus(seller, 250_000, head)
    with pytest.raises(IntegrityError, match="judgement_not_negative"), transaction.atomic():
        type(granted).objects.update(amount_minor=-1)


def test_whose_plan_has_no_such_bonus_gets_none(seller, other_closer, head):
    with override("en"), pytest.raises(Invalid, match="no discretionary bonus") as invalid:
        bonus(other_closer, 100_000, head)
    assert list(invalid.value.fields) == ["employee"]
