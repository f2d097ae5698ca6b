"""«Kept» by mistake is taken back by the same person on the same day."""

from datetime import timedelta

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.reopen_promise import reopen_promise
from okno.team.promises.actions.withdraw_promise import withdraw_promise

HOUR = timedelta(hours=1)


def test_it_is_open_again_with_its_date(promise, closer, now):
    due_at = promise.due_at
    keep_promise(promise=promise, by=closer, at=now)
    reopen_promise(promise=promise, by=closer, at=now + HOUR)
    promise.refresh_from_db()
    assert (promise.status, promise.due_at, promise.closed_at, promise.closed_by) == (
        "open",
        due_at,
        None,
        None,
    )
    assert Entry.objects.filter(kind="promises.promise_reopened").count() == 1


def test_by_nobody_else_and_on_no_other_day(promise, closer, head, now):
    keep_promise(promise=promise, by=closer, at=now)
    with pytest.raises(Forbidden):
        reopen_promise(promise=promise, by=head, at=now)
    with pytest.raises(Conflict):
        reopen_promise(promise=promise, by=closer, at=now + 15 * HOUR)


def test_what_is_withdrawn_or_open_is_not_taken_back(promise, closer, now):
    with pytest.raises(Forbidden):
        reopen_promise(promise=promise, by=closer, at=now)
    withdraw_promise(promise=promise, reason="Not needed", by=closer, at=now)
    with pytest.raises(Conflict):
        reopen_promise(promise=promise, by=closer, at=now)
