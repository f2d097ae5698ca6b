"""Guard 3b: no promised date passes in silence, and each is told of once."""

from datetime import timedelta

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, VISITOR
from okno.ground.kernel.errors import Forbidden
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.move_promise import move_promise
from okno.team.promises.actions.report_overdue import report_overdue
from okno.team.promises.tests.test_promises import kinds

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)


def test_an_overdue_promise_is_told_once_and_again_when_it_slips_again(promise, closer, now):
    assert report_overdue(by=CLOCK, at=now + DAY) == 0
    assert report_overdue(by=CLOCK, at=now + 2 * DAY) == 1
    assert report_overdue(by=CLOCK, at=now + 3 * DAY) == 0
    promise.refresh_from_db()
    move_promise(promise=promise, to_at=now + 5 * DAY, reason="ill", by=closer, at=now + 3 * DAY)
    assert report_overdue(by=CLOCK, at=now + 6 * DAY) == 1
    assert kinds().count("promises.promise_overdue") == 2
    with pytest.raises(Forbidden):
        report_overdue(by=closer, at=now)


def test_the_journal_says_whose_promise_has_passed(promise, closer, now):
    report_overdue(by=CLOCK, at=now + 2 * DAY)
    promise.refresh_from_db()
    assert promise.reported_overdue_at == now + 2 * DAY
    entry = Entry.objects.get(kind="promises.promise_overdue")
    assert (entry.by, entry.actor_kind, entry.company) == (None, "clock", promise.company)
    assert (entry.data["what"], entry.data["owner"]) == ("Send the layout", closer.name)


def test_what_is_kept_is_not_overdue(promise, closer, now):
    keep_promise(promise=promise, by=closer, at=now)
    assert report_overdue(by=CLOCK, at=now + 2 * DAY) == 0


def test_a_head_may_run_it_by_hand_and_a_visitor_not(promise, head, now):
    with pytest.raises(Forbidden):
        report_overdue(by=VISITOR, at=now + 2 * DAY)
    assert report_overdue(by=head, at=now + 2 * DAY) == 1
    assert Entry.objects.get(kind="promises.promise_overdue").by == head
