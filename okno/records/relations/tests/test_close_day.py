"""C4: by the end of the day every client touched has a fresh status, and who has not done it is known."""

from datetime import date, timedelta

import pytest

from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.records.relations.actions.close_day import close_day
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.relations.actions.set_manager import set_manager
from okno.records.relations.actions.set_status import set_status
from okno.records.relations.day import left_to_close, not_closed, touched_on, who_closes
from okno.records.relations.models import DayClose
from okno.records.relations.tests.test_hand_over_client import away
from okno.records.relations.tests.test_hand_over_clients import kept_ones

pytestmark = pytest.mark.both_engines

MONDAY = date(2026, 10, 12)
EVENING = at_hour(MONDAY, 18)


def touch(company, by, at=EVENING):
    write_note(company=company, text="Called", kind="call", by=by, at=at)


def say(company, by, at=EVENING):
    step = {"next_step": "Call", "next_step_on": MONDAY + timedelta(days=2)}
    set_status(company=company, status_text="Fine", by=by, at=at, **step)


def test_a_day_is_closed_when_each_client_touched_has_a_fresh_status(
    client_company, account_manager, engineer, now
):
    assert list(left_to_close(account_manager, MONDAY)) == []
    touch(client_company, engineer)
    assert list(touched_on(MONDAY)) == list(left_to_close(account_manager, MONDAY)) == [client_company]
    with pytest.raises(Invalid, match="Ромашка"):
        close_day(on=MONDAY, by=account_manager, at=EVENING)
    say(client_company, account_manager)
    close = close_day(on=MONDAY, by=account_manager, at=EVENING)
    assert (close.statuses_count, close.at) == (1, EVENING)
    assert close_day(on=MONDAY, by=account_manager, at=EVENING) == close
    entry = Entry.objects.get(kind="relations.day_closed")
    assert (entry.by, entry.data) == (account_manager, {"closed_on": "2026-10-12", "count": 1})


def test_what_is_written_by_the_clock_or_of_the_keeper_touches_nobody(client_company, closer, head, now):
    hand_over_client(company=client_company, receiver=closer, by=head, at=now)
    assert not touched_on(MONDAY).exists()


def test_a_billing_run_of_the_accountant_touches_nobody(client_company, accountant):
    issued = {
        "actor_kind": "employee",
        "audience": "prices",
        "kind": "invoicing.invoice_issued",
        "subject_kind": "invoicing.invoice",
        "subject_id": 1,
    }
    Entry.objects.create(company=client_company, by=accountant, at=EVENING, **issued)
    assert not touched_on(MONDAY).exists()
    touch(client_company, accountant)
    assert touched_on(MONDAY).get() == client_company


def test_a_touch_after_the_close_opens_the_day_again(client_company, account_manager, closer, head, now):
    other, *_rest = kept_ones(account_manager, 2, now)
    touch(client_company, account_manager)
    say(client_company, account_manager)
    close_day(on=MONDAY, by=account_manager, at=EVENING)
    assert not_closed(MONDAY, EVENING) == []
    touch(other, closer)
    assert not_closed(MONDAY, EVENING) == [account_manager]
    say(other, account_manager)
    assert not_closed(MONDAY, EVENING) == []
    assert close_day(on=MONDAY, by=account_manager, at=EVENING).statuses_count == 2
    assert DayClose.objects.count() == 1


def test_yesterday_is_closed_by_a_status_of_today(client_company, account_manager, now):
    friday = date(2026, 10, 9)
    touch(client_company, account_manager, at=at_hour(friday, 15))
    assert not_closed(friday, now) == [account_manager]
    with pytest.raises(Invalid):
        close_day(on=friday, by=account_manager, at=now)
    say(client_company, account_manager, at=now)
    close_day(on=friday, by=account_manager, at=now)
    assert not_closed(friday, now) == []


def test_the_absent_need_not_and_the_substitute_closes_within_his_own(
    client_company, account_manager, closer, head, now
):
    away(account_manager, closer)
    touch(client_company, head)
    assert not_closed(MONDAY, EVENING) == [closer]
    assert list(left_to_close(closer, MONDAY)) == [client_company]
    assert list(left_to_close(account_manager, MONDAY)) == []
    with pytest.raises(Invalid):
        close_day(on=MONDAY, by=closer, at=EVENING)
    say(client_company, closer)
    close_day(on=MONDAY, by=closer, at=EVENING)
    assert not_closed(MONDAY, EVENING) == []


def test_who_closes_and_when(client_company, account_manager, closer, engineer, now):
    assert list(who_closes()) == [account_manager]
    assert not_closed(MONDAY, EVENING) == [account_manager]
    assert not_closed(date(2026, 10, 11), EVENING) == []
    assert not_closed(date(2026, 10, 13), EVENING) == []
    with pytest.raises(Forbidden):
        close_day(on=MONDAY, by=engineer, at=EVENING)
    with pytest.raises(Invalid):
        close_day(on=date(2026, 10, 13), by=account_manager, at=EVENING)
    assert close_day(on=MONDAY, by=closer, at=EVENING).statuses_count == 0


def test_a_client_is_closed_by_who_kept_him_that_day(client_company, account_manager, closer, head, now):
    friday = date(2026, 10, 9)
    touch(client_company, closer, at=at_hour(friday, 15))
    set_manager(company=client_company, manager=closer, starts_on=MONDAY, by=head, at=now)
    assert list(left_to_close(account_manager, friday)) == [client_company]
    assert list(left_to_close(closer, friday)) == []


def test_many_are_named_and_counted(account_manager, now):
    for company in kept_ones(account_manager, 12, now):
        touch(company, account_manager)
    with pytest.raises(Invalid, match=r"Company 009\D+2\D"):
        close_day(on=MONDAY, by=account_manager, at=EVENING)
