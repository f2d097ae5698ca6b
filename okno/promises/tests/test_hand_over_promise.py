"""A promise gets another owner: one, or all of a person's at once."""

from datetime import timedelta

import pytest

from okno.journal.models import Entry
from okno.kernel.errors import Conflict, Forbidden, Invalid
from okno.promises.actions.hand_over_promise import hand_over_promise
from okno.promises.actions.hand_over_promises import hand_over_promises
from okno.promises.actions.keep_promise import keep_promise
from okno.promises.actions.make_promise import make_promise
from okno.promises.models import Promise

DAY = timedelta(days=1)


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
    other_closer.left_on = now.date()
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


def test_three_hundred_go_in_a_few_statements_with_an_entry_each(
    closer, other_closer, head, client_company, now, django_assert_max_num_queries
):
    made = {"owner": closer, "company": client_company, "due_at": now, "first_due_at": now, "made_at": now}
    Promise.objects.bulk_create(Promise(what=f"Thing {number}", **made) for number in range(300))
    closed = Promise.objects.create(what="Kept", status="kept", closed_at=now, **made)
    with django_assert_max_num_queries(12):
        count = hand_over_promises(giver=closer, receiver=other_closer, reason="Leaves", by=head, at=now)
    assert count == 300
    assert Promise.objects.open().owned_by(other_closer).count() == 300
    assert Entry.objects.filter(kind="promises.promise_handed_over").count() == 300
    closed.refresh_from_db()
    assert closed.owner == closer


def test_of_one_client_only(promise, closer, other_closer, own_company, now):
    other = make_promise(what="Ours", owner=closer, company=own_company, due_at=now + DAY, by=closer, at=now)
    given = {"giver": closer, "receiver": other_closer, "reason": "The client moves", "by": closer, "at": now}
    assert hand_over_promises(company=promise.company, **given) == 1
    other.refresh_from_db()
    assert other.owner == closer
    assert hand_over_promises(company=promise.company, **given) == 0


def test_all_of_another_are_not_his_to_hand_over(closer, other_closer, engineer, now):
    with pytest.raises(Forbidden):
        hand_over_promises(giver=closer, receiver=other_closer, reason="Mine now", by=other_closer, at=now)
