"""What was promised is kept, moved, withdrawn, and never passes in silence."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.withdraw_promise import withdraw_promise
from okno.team.promises.models import Promise, PromiseMove
from okno.team.promises.words import due_text

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)


def kinds():
    return list(Entry.objects.filter(kind__startswith="promises.").values_list("kind", flat=True))


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
