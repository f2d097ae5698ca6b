"""The same units are held longer, never shorter."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.actions.extend_hold import extend_hold
from okno.records.resources.actions.free_hold import free_hold
from okno.records.resources.models import Hold
from okno.records.resources.tests.cast import a_place
from okno.records.resources.tests.test_hold_capacity import counters, hold

pytestmark = pytest.mark.both_engines

UNTIL_ON = date(2026, 10, 26)


@pytest.mark.django_db
def test_a_hold_is_only_made_longer(now, closer):
    made = hold(a_place(), a_configuration(), now)
    extend_hold(hold=made, until_on=date(2026, 10, 20), by=closer, at=now)
    assert Hold.objects.get().until_on == UNTIL_ON
    extend_hold(hold=made, until_on=date(2026, 11, 20), by=closer, at=now)
    assert Hold.objects.get().until_on == date(2026, 11, 20)
    free_hold(hold=made, by=closer, at=now)
    with pytest.raises(Conflict):
        extend_hold(hold=made, until_on=date(2026, 12, 20), by=closer, at=now)


@pytest.mark.django_db
def test_the_journal_says_who_holds_it_until_when(client_company, closer, now):
    made = hold(a_place(), a_configuration(), now, units=2, company=client_company)
    extend_hold(hold=made, until_on=date(2026, 11, 20), by=closer, at=now)
    entry = Entry.objects.get(kind="resources.hold_extended")
    assert (entry.by, entry.company, entry.data["units"]) == (closer, client_company, 2)
    assert (entry.data["before_on"], entry.data["until_on"]) == ("2026-10-26", "2026-11-20")
    assert counters() == (10, 2, 0)


@pytest.mark.django_db
def test_a_date_that_is_not_later_is_no_event(closer, now):
    made = hold(a_place(), a_configuration(), now)
    extend_hold(hold=made, until_on=UNTIL_ON, by=closer, at=now)
    assert not Entry.objects.filter(kind="resources.hold_extended").exists()


@pytest.mark.django_db
def test_who_has_nothing_to_do_with_offers_extends_nothing(marketer, now):
    made = hold(a_place(), a_configuration(), now)
    with pytest.raises(Forbidden):
        extend_hold(hold=made, until_on=date(2026, 11, 20), by=marketer, at=now)
    assert Hold.objects.get().until_on == UNTIL_ON


@pytest.mark.django_db
def test_what_was_freed_meanwhile_is_not_extended(closer, now):
    made = hold(a_place(), a_configuration(), now)
    free_hold(hold=Hold.objects.get(), by=closer, at=now)
    with override("en"), pytest.raises(Conflict, match=r"^This capacity is no longer reserved\.$"):
        extend_hold(hold=made, until_on=date(2026, 11, 20), by=closer, at=now)
    assert Hold.objects.get().until_on == UNTIL_ON
