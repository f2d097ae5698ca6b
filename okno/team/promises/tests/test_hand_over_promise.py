"""A promise gets another owner: one, or all of a person's at once."""

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.promises.actions.hand_over_promise import hand_over_promise
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.models import Promise


def hand_over(promise, to, by, now, reason="He knows the client"):
    return hand_over_promise(promise=promise, receiver=to, reason=reason, by=by, at=now)


def test_the_date_stays_and_the_journal_keeps_who_it_was(promise, closer, other_closer, now):
    due_at = promise.due_at
    hand_over(promise, other_closer, closer, now)
    promise.refresh_from_db()
    assert (promise.owner, promise.due_at, promise.moves_count) == (other_closer, due_at, 0)
    entry = Entry.objects.get(kind="promises.promise_handed_over")
    assert (entry.data["before"], entry.data["after"]) == (closer.name, other_closer.name)
    assert entry.company == promise.company


def test_a_reason_and_another_person_who_works_here(promise, closer, other_closer, now):
    with pytest.raises(Invalid):
        hand_over(promise, other_closer, closer, now, reason=" ")
    with pytest.raises(Invalid):
        hand_over(promise, closer, closer, now)
    other_closer.left_on = local_date(now)
    other_closer.save()
    with pytest.raises(Invalid):
        hand_over(promise, other_closer, closer, now)


def test_his_manager_a_head_and_who_stands_in_may(
    promise, closer, other_closer, head, engineer, closer_is_away, now
):
    with pytest.raises(Forbidden):
        hand_over(promise, engineer, engineer, now)
    hand_over(promise, other_closer, other_closer, now)
    hand_over(promise, closer, head, now)
    closer.head = engineer
    closer.save()
    promise.refresh_from_db()
    hand_over(promise, other_closer, engineer, now)
    assert promise.owner == other_closer


def test_of_two_at_once_the_second_is_told(promise, closer, other_closer, head, now):
    seen_before = Promise.objects.get(pk=promise.pk)
    hand_over(promise, other_closer, closer, now)
    with pytest.raises(Conflict):
        hand_over(seen_before, head, head, now)


def test_a_kept_promise_stays_with_who_kept_it(promise, closer, other_closer, now):
    keep_promise(promise=promise, by=closer, at=now)
    with pytest.raises(Conflict):
        hand_over(promise, other_closer, closer, now)
