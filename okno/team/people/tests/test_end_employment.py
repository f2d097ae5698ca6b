"""T1: a colleague leaves on a day that has come, and somebody who works here takes over."""

from datetime import date, timedelta

import pytest

from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.people.actions.end_employment import end_employment
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.models import Employee

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 10, 12)


def leave(employee, successor, by, at, left_on=MONDAY):
    return end_employment(employee=employee, left_on=left_on, successor=successor, by=by, at=at)


def test_whoever_leaves_takes_no_leads(closer, other_closer, owner, now):
    leave(closer, other_closer, owner, now)
    closer.refresh_from_db()
    assert (closer.left_on, closer.takes_leads) == (MONDAY, False)


def test_nobody_ends_their_own(owner, head, now):
    for who in (owner, head):
        with pytest.raises(Forbidden):
            leave(who, owner if who == head else head, who, now)
    assert Employee.objects.working().count() == 2


def test_only_the_owner_parts_with_a_head(owner, head, closer, now):
    other_head = Employee.objects.create(name="Second", hired_on=date(2024, 1, 9))
    other_head.roles.create(role="head_of_sales")
    with pytest.raises(Forbidden):
        leave(head, closer, other_head, now)
    leave(head, other_head, owner, now)


def test_not_in_the_future_and_not_before_the_hiring(closer, other_closer, owner, now):
    for left_on in (MONDAY + timedelta(days=1), date(2024, 1, 8)):
        with pytest.raises(Invalid) as invalid:
            leave(closer, other_closer, owner, now, left_on=left_on)
        assert "left_on" in invalid.value.fields


def test_the_successor_works_here(closer, other_closer, account_manager, owner, now):
    leave(account_manager, closer, owner, now)
    for successor in (account_manager, other_closer):
        with pytest.raises(Invalid) as invalid:
            leave(other_closer, successor, owner, now)
        assert "successor" in invalid.value.fields


def test_whoever_has_left_gets_no_token(closer, other_closer, owner, now):
    leave(closer, other_closer, owner, now)
    closer.refresh_from_db()
    with pytest.raises(Invalid) as invalid:
        issue_token(owner=closer, name="Their old program", scope="read", by=owner, at=now)
    assert "owner" in invalid.value.fields
