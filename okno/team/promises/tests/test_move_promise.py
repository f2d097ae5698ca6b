"""A date moves with a reason, keeps its history, and on an engineer's word where they gave it (D3)."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Conflict, Forbidden, Guard, Invalid, Refused
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.move_promise import move_promise
from okno.team.promises.models import Promise, PromiseMove

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)


def test_moving_needs_a_reason_and_is_remembered(promise, closer, now):
    with pytest.raises(Invalid):
        move_promise(promise=promise, to_at=now + 3 * DAY, reason=" ", by=closer, at=now)
    with pytest.raises(Invalid):
        move_promise(promise=promise, to_at=now - DAY, reason="ill", by=closer, at=now)
    move_promise(promise=promise, to_at=now + 3 * DAY, reason="ill", by=closer, at=now)
    assert promise.moves_count == 1
    assert promise.due_at == now + 3 * DAY
    assert promise.first_due_at == now + DAY
    assert PromiseMove.objects.get().reason == "ill"


def test_two_who_move_at_once_do_not_overwrite_each_other(promise, closer, now):
    seen_before = Promise.objects.get(pk=promise.pk)
    move_promise(promise=promise, to_at=now + 3 * DAY, reason="ill", by=closer, at=now)
    with pytest.raises(Conflict):
        move_promise(promise=seen_before, to_at=now + 5 * DAY, reason="busy", by=closer, at=now)


def test_guard_3_a_confirmed_date_moves_only_on_an_engineers_word(
    client_company, closer, engineer, head, now
):
    given = {"what": "Connect", "owner": closer, "company": client_company, "by": closer, "at": now}
    promise = make_promise(due_at=now + DAY, confirmed_by=engineer, **given)
    for who in (closer, head):
        with pytest.raises(Refused) as refused:
            move_promise(promise=promise, to_at=now + 2 * DAY, reason="late cable", by=who, at=now)
        assert refused.value.guard == Guard.DATES
        assert refused.value.subject == promise
    move_promise(promise=promise, to_at=now + 2 * DAY, reason="late cable", by=engineer, at=now)
    assert promise.due_at == now + 2 * DAY
    assert promise.confirmed_by == engineer


def test_an_engineer_confirms_by_moving_himself(client_company, closer, engineer, now):
    given = {"what": "Connect", "owner": engineer, "company": client_company, "by": closer, "at": now}
    promise = make_promise(due_at=now + DAY, confirmed_by=engineer, **given)
    move_promise(promise=promise, to_at=now + 2 * DAY, reason="late cable", by=engineer, at=now)
    assert promise.confirmed_by == engineer


def test_named_with_the_move(promise, closer, engineer, now):
    move_promise(
        promise=promise,
        to_at=now + 3 * DAY,
        reason="The cable is late",
        cause="ours",
        cause_person=engineer,
        by=closer,
        at=now,
    )
    assert (promise.cause, promise.cause_person) == ("ours", engineer)
    kinds = list(Entry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["promises.promise_moved", "promises.cause_of_ours_named"]


def test_a_wrong_cause_takes_the_move_back(promise, closer, now):
    with pytest.raises(Invalid):
        move_promise(promise=promise, to_at=now + 3 * DAY, reason="Late", cause="ours", by=closer, at=now)
    promise.refresh_from_db()
    assert (promise.due_at, promise.moves_count) == (now + DAY, 0)


def test_the_journal_says_who_moved_it_from_when_to_when(promise, head, now):
    move_promise(promise=promise, to_at=now + 3 * DAY, reason=" Ill ", by=head, at=now)
    entry = Entry.objects.get(kind="promises.promise_moved")
    assert (entry.by, entry.company, entry.data["reason"]) == (head, promise.company, "Ill")
    dates = [datetime.fromisoformat(entry.data[name]) for name in ("from__at", "to_at")]
    assert dates == [at_hour(date(2026, 10, 13), 10), at_hour(date(2026, 10, 15), 10)]


def test_others_do_not_move_it(promise, other_closer, now):
    with pytest.raises(Forbidden):
        move_promise(promise=promise, to_at=now + 3 * DAY, reason="Ill", by=other_closer, at=now)
    promise.refresh_from_db()
    assert (promise.due_at, promise.moves_count) == (now + DAY, 0)


def test_a_date_moves_to_another_date(promise, closer, now):
    with (
        override("en"),
        pytest.raises(Invalid, match=r"^It already has this date\. Choose another\.$") as invalid,
    ):
        move_promise(promise=promise, to_at=promise.due_at, reason="Ill", by=closer, at=now)
    assert list(invalid.value.fields) == ["to_at"]
