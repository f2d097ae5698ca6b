"""Reminders and the ladder (D3): owner, manager, heads of sales, owners; on working hours."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.workhours import working_minutes_between
from okno.team.people.models import Absence
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.move_promise import move_promise
from okno.team.promises.ladder import Rung, Steps, raised, reminders_of, rung, rung_of

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)
HOUSE = Steps()
moments = st.integers(min_value=0, max_value=3 * 365 * 24 * 60).map(
    lambda minutes: at_hour(date(2025, 1, 1), 0) + timedelta(minutes=minutes)
)


def on(day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
    return at_hour(date(2026, month, day), hour, minute)


@pytest.mark.parametrize(
    ("due_at", "at", "reached"),
    [
        (on(13, 10), on(12, 8, 59), Rung.CALM),  # due on Tuesday
        (on(13, 10), on(12, 9), Rung.REMINDED),  # from Monday morning
        (on(19, 10), on(16, 9), Rung.REMINDED),  # a Monday is reminded of on Friday
        (on(13, 10), on(13, 10), Rung.REMINDED),  # due now is not late (complaint 6)
        (on(13, 10), on(13, 10, 1), Rung.OVERDUE),
        (on(13, 10), on(13, 14, 59), Rung.OVERDUE),  # lunch does not count
        (on(13, 10), on(13, 15), Rung.MANAGER),
        (on(13, 10), on(14, 10), Rung.HEAD),
        (on(13, 10), on(15, 9, 59), Rung.HEAD),
        (on(13, 10), on(15, 10), Rung.OWNER),
        (on(16, 17), on(19, 8), Rung.OVERDUE),  # a weekend raises nothing
        (on(16, 17), on(19, 12), Rung.MANAGER),
        (
            on(30, 17, month=12),
            at_hour(date(2027, 1, 11), 11, 59),
            Rung.OVERDUE,
        ),  # nor do the New Year holidays
        (on(30, 17, month=12), at_hour(date(2027, 1, 11), 12), Rung.MANAGER),
    ],
)
def test_worked_hours(due_at, at, reached):
    assert rung(due_at, at, HOUSE) == reached


@given(moments, st.lists(st.integers(min_value=0, max_value=20_000), min_size=2, max_size=8))
def test_the_rung_never_falls_while_time_passes(due_at, minutes):
    at = [due_at - 5 * DAY + timedelta(minutes=passed) for passed in sorted(minutes)]
    rungs = [rung(due_at, moment, HOUSE) for moment in at]
    assert rungs == sorted(rungs)


@given(moments, st.integers(min_value=1, max_value=20_000), st.integers(min_value=0, max_value=20_000))
def test_time_in_which_nobody_works_raises_nothing(due_at, late, idle):
    at = due_at + timedelta(minutes=late)
    later = at + timedelta(minutes=idle)
    if working_minutes_between(at, later) == 0:
        assert rung(due_at, later, HOUSE) == rung(due_at, at, HOUSE)


@pytest.fixture
def manager(closer, account_manager):
    closer.head = account_manager
    closer.save()
    return account_manager


def heard(people, at):
    return [one.name.split()[1] for one in people if raised(one, at).exists()]


def test_it_climbs_to_the_manager_the_head_and_the_owner(promise, closer, manager, head, owner):
    people = [closer, manager, head, owner]
    assert heard(people, on(13, 14, 59)) == []
    assert heard(people, on(13, 15)) == ["Accountova"]
    assert heard(people, on(14, 10)) == ["Accountova", "Headov"]
    assert heard(people, on(15, 10)) == ["Accountova", "Headov", "Ownerova"]


def test_what_moves_or_is_kept_comes_down_at_once(promise, closer, manager, head):
    move_promise(promise=promise, to_at=on(16, 10), reason="Ill", by=closer, at=on(14, 11))
    assert heard([manager, head], on(14, 11)) == []
    assert rung_of(promise, on(14, 11)) == Rung.CALM
    assert heard([manager], on(16, 15)) == ["Accountova"]
    keep_promise(promise=promise, by=closer, at=on(16, 15))
    assert heard([manager], on(16, 15)) == []
    assert rung_of(promise, on(16, 15)) == Rung.CALM


def test_whom_nobody_manages_goes_to_the_heads_of_sales(promise, closer, head, owner):
    assert heard([head, owner], on(13, 15)) == ["Headov"]


def test_without_a_head_of_sales_the_owner_hears_it(promise, closer, owner):
    assert heard([owner], on(13, 15)) == ["Ownerova"]


def test_a_head_does_not_hear_of_his_own(head, owner, now):
    make_promise(what="Call", owner=head, due_at=now + DAY, by=head, at=now)
    assert heard([head, owner], on(15, 10)) == ["Ownerova"]


def test_who_stands_in_hears_instead_of_the_absent(promise, closer, manager, other_closer, now):
    Absence.objects.create(
        employee=manager,
        kind="sick",
        starts_on=date(2026, 10, 13),
        ends_on=date(2026, 10, 13),
        substitute=other_closer,
        announced_at=now,
    )
    assert heard([manager, other_closer], on(13, 15)) == ["Closerova"]
    assert heard([manager, other_closer], on(14, 9)) == ["Accountova"]


def test_reminders_reach_the_owner_or_who_stands_in(promise, closer, other_closer, closer_is_away, now):
    assert reminders_of(closer, on(12, 10)) == []
    assert reminders_of(other_closer, on(12, 10)) == [promise]
    assert reminders_of(closer, on(14, 10)) == [promise]


def test_a_reminder_comes_one_working_day_before(closer, now):
    far = make_promise(what="Call", owner=closer, due_at=on(19, 12), by=closer, at=now)
    assert reminders_of(closer, on(16, 8)) == []
    assert reminders_of(closer, on(16, 9)) == [far]


def test_raised_agrees_with_the_rung_for_every_minute_around(promise, manager):
    for minute in range(-3, 4):
        at = on(13, 15) + timedelta(minutes=minute)
        assert raised(manager, at).exists() == (rung_of(promise, at) >= Rung.MANAGER)
