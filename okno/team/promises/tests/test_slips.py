"""The report of every date that slipped: how often moved, by whom, whose cause (D3)."""

from datetime import date, timedelta

import pytest

from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import Period
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.move_promise import move_promise
from okno.team.promises.actions.name_cause import name_cause
from okno.team.promises.slips import slips_of

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
LAST = at_hour(date(2026, 10, 31), 12)


@pytest.fixture
def slipped(promise, closer, other_closer, engineer, now):
    """Moved twice, done late, passed in silence; and one kept in time."""
    move_promise(promise=promise, to_at=now + 2 * DAY, reason="Ill", by=closer, at=now)
    move_promise(promise=promise, to_at=now + 60 * DAY, reason="Still ill", by=closer, at=now)
    given = {"due_at": now + DAY, "at": now}
    late = make_promise(what="Late", owner=other_closer, by=other_closer, **given)
    keep_promise(promise=late, by=other_closer, at=now + 3 * DAY)
    silent = make_promise(what="Silent", owner=other_closer, by=other_closer, **given)
    in_time = make_promise(what="In time", owner=closer, by=closer, **given)
    keep_promise(promise=in_time, by=closer, at=now)
    name_cause(
        promise=late, cause="ours", cause_role="engineer", cause_person=engineer, by=other_closer, at=LAST
    )
    name_cause(promise=promise, cause="client", by=closer, at=LAST)
    return [promise, late, silent]


def sums(rows):
    return {row.name: row.count for row in rows}


def test_a_head_sees_all_that_slipped_and_the_sums(slipped, head):
    report = slips_of(head, OCTOBER, LAST)
    assert set(report.promises) == set(slipped)
    assert (report.count, report.moves, report.unnamed) == (3, 2, 1)
    assert sorted(sums(report.by_cause).values()) == [1, 1, 1]
    assert [row.name.split(",")[0] for row in report.by_whose] == ["Egor Engineerov"]
    assert sums(report.by_owner) == {"Larisa Closerova": 2, "Konstantin Closerov": 1}
    assert sums(report.by_mover) == {"Konstantin Closerov": 2}


def test_others_see_their_own(slipped, closer, other_closer):
    assert [one.what for one in slips_of(closer, OCTOBER, LAST).promises] == ["Send the layout"]
    assert slips_of(other_closer, OCTOBER, LAST).count == 2


def test_only_of_these_days(slipped, head):
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert slips_of(head, november, at_hour(date(2026, 11, 30), 12)).count == 0
    first_day = Period(date(2026, 10, 12), date(2026, 10, 12))
    assert [one.what for one in slips_of(head, first_day, LAST).promises] == ["Send the layout"]


def test_due_today_has_not_slipped(promise, head):
    assert slips_of(head, OCTOBER, promise.due_at).count == 0
    assert slips_of(head, OCTOBER, promise.due_at + timedelta(minutes=1)).count == 1


def test_a_date_brought_forward_has_not_slipped(promise, closer, head, now):
    earlier = promise.due_at - timedelta(hours=1)
    move_promise(promise=promise, to_at=earlier, reason="Ready sooner", by=closer, at=now)
    assert slips_of(head, OCTOBER, now).count == 0
