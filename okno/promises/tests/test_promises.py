"""What was promised is kept, moved, withdrawn, and never passes in silence."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okno.journal.models import Entry
from okno.kernel.clock import at_hour
from okno.kernel.errors import Conflict, Forbidden, Guard, Invalid, Refused
from okno.promises.actions.keep_promise import keep_promise
from okno.promises.actions.make_promise import make_promise
from okno.promises.actions.move_promise import move_promise
from okno.promises.actions.report_overdue import report_overdue
from okno.promises.actions.withdraw_promise import withdraw_promise
from okno.promises.models import Promise, PromiseMove
from okno.promises.words import due_text

DAY = timedelta(days=1)


def kinds():
    return list(Entry.objects.filter(kind__startswith="promises.").values_list("kind", flat=True))


def test_a_promise_is_journalled_with_its_client(promise, client_company):
    entry = Entry.objects.get(kind="promises.promise_made")
    assert entry.company == client_company
    assert datetime.fromisoformat(entry.data["due_at"]) == at_hour(date(2026, 10, 13), 10)
    assert promise.first_due_at == promise.due_at


def test_a_promise_is_about_the_future_and_says_what(closer, now):
    with pytest.raises(Invalid):
        make_promise(what=" ", owner=closer, due_at=now + DAY, by=closer, at=now)
    with pytest.raises(Invalid):
        make_promise(what="Call", owner=closer, due_at=now - DAY, by=closer, at=now)


def test_kept_in_time_and_done_late_are_told_apart(promise, closer, now):
    late = make_promise(what="Call", owner=closer, due_at=now + DAY, by=closer, at=now)
    keep_promise(promise=promise, by=closer, at=now + DAY)
    keep_promise(promise=late, by=closer, at=now + 2 * DAY)
    assert (promise.status, late.status) == ("kept", "broken")
    assert "promises.promise_kept_late" in kinds()
    with pytest.raises(Conflict):
        keep_promise(promise=promise, by=closer, at=now)


def test_whose_promise_it_is(promise, other_closer, head, closer, now):
    with pytest.raises(Forbidden):
        keep_promise(promise=promise, by=other_closer, at=now)
    with pytest.raises(Forbidden):
        withdraw_promise(promise=promise, reason="not needed", by=other_closer, at=now)
    withdraw_promise(promise=promise, reason="not needed", by=head, at=now)
    assert promise.status == "withdrawn"


def test_what_stands_on_a_thing_is_kept_by_who_works_on_it(client_company, head, engineer, closer, now):
    about = make_promise(
        what="Connect",
        owner=head,
        due_at=now + DAY,
        company=client_company,
        subject=client_company,
        by=head,
        at=now,
    )
    keep_promise(promise=about, by=engineer, at=now)
    assert about.status == "kept"


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


def test_guard_3_only_engineers_confirm_dates(client_company, closer, project_manager, engineer, now):
    given = {"what": "Connect", "owner": closer, "company": client_company, "by": closer, "at": now}
    for pretender in (closer, project_manager):
        with pytest.raises(Refused) as refused:
            make_promise(due_at=now + DAY, confirmed_by=pretender, **given)
        assert refused.value.guard == Guard.DATES
    assert make_promise(due_at=now + DAY, confirmed_by=engineer, **given).confirmed_by == engineer


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


def test_an_overdue_promise_is_told_once_and_again_when_it_slips_again(promise, closer, now):
    assert report_overdue(by=None, at=now + DAY) == 0
    assert report_overdue(by=None, at=now + 2 * DAY) == 1
    assert report_overdue(by=None, at=now + 3 * DAY) == 0
    promise.refresh_from_db()
    move_promise(promise=promise, to_at=now + 5 * DAY, reason="ill", by=closer, at=now + 3 * DAY)
    assert report_overdue(by=None, at=now + 6 * DAY) == 1
    assert kinds().count("promises.promise_overdue") == 2
    with pytest.raises(Forbidden):
        report_overdue(by=closer, at=now)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"status": "kept"}, "promise_closed_has_date"),
        ({"made_at": at_hour(date(2030, 1, 1), 0)}, "promise_due_after_made"),
    ],
)
def test_the_database_holds_what_one_row_can_break(promise, wrong, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Promise.objects.filter(pk=promise.pk).update(**wrong)


def test_a_move_has_a_reason_in_the_database_too(promise, now):
    with pytest.raises(IntegrityError, match="promise_move_has_reason"), transaction.atomic():
        PromiseMove.objects.create(promise=promise, from_at=now, to_at=now, reason="", at=now)


@given(hours=st.integers(min_value=-2000, max_value=2000))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_of_a_due_moment_never_call_the_future_overdue(now, hours):
    words = due_text(now + timedelta(hours=hours), now)
    assert ("overdue" in words or "просрочено" in words) == (hours < 0)
