"""A promise is withdrawn with a reason, by those whose it is."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.withdraw_promise import withdraw_promise
from okno.team.promises.models import Promise

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def withdraw(promise, by, at, reason="Not needed"):
    return withdraw_promise(promise=promise, reason=reason, by=by, at=at)


def test_it_is_closed_and_the_journal_says_by_whom_and_why(promise, head, now):
    withdraw(promise, head, now + DAY, reason=" Not needed ")
    promise.refresh_from_db()
    assert (promise.status, promise.closed_by, promise.closed_at) == ("withdrawn", head, now + DAY)
    entry = Entry.objects.get(kind="promises.promise_withdrawn")
    assert (entry.by, entry.company, entry.data["reason"]) == (head, promise.company, "Not needed")


def test_who_stands_in_may_today_and_not_the_day_after(promise, other_closer, closer_is_away, now):
    with pytest.raises(Forbidden):
        withdraw(promise, other_closer, now + 2 * DAY)
    withdraw(promise, other_closer, now + DAY)
    assert promise.status == "withdrawn"


def test_others_withdraw_nothing(promise, other_closer, now):
    with pytest.raises(Forbidden):
        withdraw(promise, other_closer, now)
    promise.refresh_from_db()
    assert promise.status == "open"


def test_it_says_why(promise, closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter why the promise is withdrawn\.$"):
        withdraw(promise, closer, now, reason="  ")
    assert not Entry.objects.filter(kind="promises.promise_withdrawn").exists()


def test_what_was_kept_meanwhile_is_not_withdrawn(promise, closer, head, now):
    seen_by_head = Promise.objects.get(pk=promise.pk)
    keep_promise(promise=promise, by=closer, at=now)
    with pytest.raises(Conflict):
        withdraw(seen_by_head, head, now)
    promise.refresh_from_db()
    assert (promise.status, promise.closed_by) == ("kept", closer)
