"""A promise to clarify is kept by telling what is really needed (C6); who stands in keeps for the absent."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.models import Promise

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)


@pytest.fixture
def to_clarify(client_company, closer, now):
    given = {"owner": closer, "company": client_company, "kind": "clarify", "by": closer, "at": now}
    return make_promise(what="The letter about «the second thing»", due_at=now + DAY, **given)


def test_it_is_not_kept_without_what_is_really_needed(to_clarify, closer, now):
    with pytest.raises(Invalid) as invalid:
        keep_promise(promise=to_clarify, outcome="  ", by=closer, at=now)
    assert "outcome" in invalid.value.fields
    to_clarify.refresh_from_db()
    assert to_clarify.status == "open"


def test_the_journal_of_the_client_tells_what_is_really_needed(to_clarify, closer, client_company, now):
    keep_promise(promise=to_clarify, outcome="A second line from another carrier", by=closer, at=now + DAY)
    entry = Entry.objects.get(kind="promises.promise_clarified")
    assert entry.company == client_company
    assert "A second line from another carrier" in entry.sentence
    assert not entry.to_client
    assert (to_clarify.status, to_clarify.closed_by) == ("kept", closer)


def test_clarified_late_is_told_so(to_clarify, closer, now):
    keep_promise(promise=to_clarify, outcome="Nothing, it was spam", by=closer, at=now + 2 * DAY)
    assert to_clarify.status == "broken"
    assert Entry.objects.filter(kind="promises.promise_clarified_late").count() == 1


def test_the_database_knows_it_too(to_clarify, now):
    with pytest.raises(IntegrityError, match="promise_clarified_has_outcome"), transaction.atomic():
        Promise.objects.filter(pk=to_clarify.pk).update(status="kept", closed_at=now)


def test_who_stands_in_today_keeps_and_not_the_day_after(promise, other_closer, closer_is_away, now):
    with pytest.raises(Forbidden):
        keep_promise(promise=promise, by=other_closer, at=now + 2 * DAY)
    keep_promise(promise=promise, by=other_closer, at=now + DAY)
    assert promise.status == "kept"
