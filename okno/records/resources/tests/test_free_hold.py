"""Held or taken units are given back, once, to the counter that they are in."""

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.actions.free_hold import free_hold
from okno.records.resources.actions.take_hold import take_hold
from okno.records.resources.models import Hold
from okno.records.resources.tests.cast import a_place
from okno.records.resources.tests.test_hold_capacity import counters, hold

pytestmark = pytest.mark.django_db


def test_taken_is_freed_from_the_right_counter(now, closer):
    taken = take_hold(hold=hold(a_place(), a_configuration(), now, units=2), by=closer, at=now)
    stale = Hold.objects.get(pk=taken.pk)
    stale.status = "held"
    free_hold(hold=stale, by=closer, at=now)
    assert counters() == (10, 0, 0)


def test_held_units_are_free_and_the_journal_says_by_whom(client_company, closer, now):
    held = hold(a_place(), a_configuration(), now, units=2, company=client_company)
    assert counters() == (10, 2, 0)
    free_hold(hold=held, by=closer, at=now)
    held.refresh_from_db()
    assert (held.status, held.freed_at) == ("freed", now)
    assert counters() == (10, 0, 0)
    entry = Entry.objects.get(kind="resources.hold_freed")
    assert (entry.by, entry.company, entry.data["units"]) == (closer, client_company, 2)


def test_of_two_who_free_it_one_does(closer, now):
    held = hold(a_place(), a_configuration(), now, units=2)
    seen_by_clock = Hold.objects.get(pk=held.pk)
    free_hold(hold=held, by=closer, at=now)
    with pytest.raises(Conflict):
        free_hold(hold=seen_by_clock, by=CLOCK, at=now)
    assert counters() == (10, 0, 0)
    assert Entry.objects.filter(kind="resources.hold_freed").count() == 1


def test_who_has_nothing_to_do_with_offers_frees_nothing(marketer, now):
    held = hold(a_place(), a_configuration(), now)
    with pytest.raises(Forbidden):
        free_hold(hold=held, by=marketer, at=now)
    assert counters() == (10, 1, 0)
