from datetime import timedelta

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.actions.free_expired import free_expired
from okno.records.resources.actions.take_hold import take_hold
from okno.records.resources.models import Hold
from okno.records.resources.tests.cast import a_place
from okno.records.resources.tests.test_hold_capacity import counters, hold

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_on_its_last_day_a_hold_still_holds_and_the_next_day_it_is_free(now, closer):
    place = a_place()
    hold(place, a_configuration(code="a"), now, units=2)
    take_hold(hold=hold(place, a_configuration(code="b"), now, units=3), by=closer, at=now)
    assert free_expired(by=CLOCK, at=now + timedelta(days=14)) == 0
    assert free_expired(by=CLOCK, at=now + timedelta(days=15)) == 1
    assert counters() == (10, 0, 3)
    assert free_expired(by=CLOCK, at=now + timedelta(days=15)) == 0
    assert Entry.objects.filter(kind="resources.hold_freed").count() == 1
    assert Hold.objects.get(status="freed").freed_at == now + timedelta(days=15)
