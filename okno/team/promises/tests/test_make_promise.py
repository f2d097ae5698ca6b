"""A promise is about the future, says what, and an engineer alone stands behind a date told to a client."""

from datetime import date, datetime, timedelta

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import VISITOR
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Guard, Invalid, Refused
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.models import Promise

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)


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


def test_guard_3_only_engineers_confirm_dates(client_company, closer, project_manager, engineer, now):
    given = {"what": "Connect", "owner": closer, "company": client_company, "by": closer, "at": now}
    for pretender in (closer, project_manager):
        with pytest.raises(Refused) as refused:
            make_promise(due_at=now + DAY, confirmed_by=pretender, **given)
        assert refused.value.guard == Guard.DATES
    assert make_promise(due_at=now + DAY, confirmed_by=engineer, **given).confirmed_by == engineer


def test_one_does_not_promise_to_himself(closer, now):
    with pytest.raises(Invalid):
        make_promise(what="Call", owner=closer, colleague=closer, due_at=now + DAY, by=closer, at=now)
    with pytest.raises(Invalid):
        make_promise(what="Call", owner=closer, kind="guess", due_at=now + DAY, by=closer, at=now)


def test_the_journal_says_who_promised_what(client_company, closer, head, now):
    promise = make_promise(
        what=" Call ", owner=closer, company=client_company, due_at=now + DAY, by=head, at=now
    )
    assert (promise.status, promise.made_by, promise.moves_count) == ("open", head, 0)
    entry = Entry.objects.get(kind="promises.promise_made")
    assert (entry.by, entry.data["what"], entry.data["owner"]) == (head, "Call", closer.name)


def test_the_same_form_sent_again_makes_one_promise(closer, now):
    form = {"what": "Call", "owner": closer, "due_at": now + DAY, "once": "form-1", "by": closer, "at": now}
    first = make_promise(**form)
    assert make_promise(**form) == first
    assert make_promise(**{**form, "once": "form-2"}) != first
    assert Promise.objects.count() == 2


def test_who_left_promises_nothing(closer, head, now):
    closer.left_on = date(2026, 10, 1)
    closer.save()
    with pytest.raises(Invalid) as invalid:
        make_promise(what="Call", owner=closer, due_at=now + DAY, by=head, at=now)
    assert list(invalid.value.fields) == ["owner"]
    assert not Promise.objects.exists()


def test_a_visitors_click_may_promise_for_the_house(closer, now):
    promise = make_promise(what="Call back", owner=closer, due_at=now + DAY, by=VISITOR, at=now)
    assert (promise.owner, promise.made_by) == (closer, None)
