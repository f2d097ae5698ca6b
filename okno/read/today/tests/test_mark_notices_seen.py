"""Notices up to a moment are seen, and never become new again."""

from datetime import datetime, timedelta

import pytest

from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, VISITOR
from okno.ground.kernel.errors import Forbidden
from okno.read.today.actions.mark_notices_seen import mark_notices_seen
from okno.read.today.notices import notices_of
from okno.records.clients.models import Company
from okno.team.people.models import Employee

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

SOON = timedelta(minutes=5)


@pytest.fixture
def kept(client_company: Company, account_manager: Employee, now: datetime) -> Company:
    """«Ромашка», and all that was told of it so far is seen."""
    mark_notices_seen(by=account_manager, at=now)
    return client_company


def test_what_was_seen_is_not_new_and_never_becomes_new_again(
    kept: Company, account_manager: Employee, closer: Employee, now: datetime
) -> None:
    write_note(company=kept, text="First", by=closer, at=now + SOON)
    drawn_at = now + 2 * SOON
    write_note(company=kept, text="While he reads", by=closer, at=drawn_at + timedelta(seconds=1))
    mark_notices_seen(until=drawn_at, by=account_manager, at=now + 3 * SOON)
    new = {one.text: one.is_new for one in notices_of(account_manager, at=now + 3 * SOON)}
    assert (new["Заметка: First"], new["Заметка: While he reads"]) == (False, True)
    mark_notices_seen(until=now, by=account_manager, at=now + 3 * SOON)
    assert account_manager.notices_seen_at == drawn_at


def test_reading_is_no_event_and_the_future_is_not_seen(closer: Employee, now: datetime) -> None:
    before = Entry.objects.count()
    assert mark_notices_seen(until=now + timedelta(days=1), by=closer, at=now) == closer
    closer.refresh_from_db()
    assert closer.notices_seen_at == now
    assert Entry.objects.count() == before


def test_of_two_windows_the_later_look_stands(closer: Employee, now: datetime) -> None:
    in_other_window = Employee.objects.get(pk=closer.pk)
    mark_notices_seen(by=closer, at=now + SOON)
    mark_notices_seen(until=now, by=in_other_window, at=now + 2 * SOON)
    assert in_other_window.notices_seen_at == now + SOON


def test_nobody_who_is_nobody_has_notices(now: datetime) -> None:
    for other in (CLOCK, VISITOR):
        with pytest.raises(Forbidden):
            mark_notices_seen(by=other, at=now)
