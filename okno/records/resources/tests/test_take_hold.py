import pytest

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Conflict, Forbidden, Refused
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.actions.free_hold import free_hold
from okno.records.resources.actions.take_hold import take_hold
from okno.records.resources.models import Hold
from okno.records.resources.tests.cast import a_place
from okno.records.resources.tests.test_hold_capacity import counters, hold

pytestmark = pytest.mark.django_db


def test_held_becomes_taken(now, closer):
    taken = take_hold(hold=hold(a_place(), a_configuration(), now, units=2), by=closer, at=now)
    assert (taken.status, taken.taken_at) == ("taken", now)
    assert counters() == (10, 0, 2)
    with pytest.raises(Conflict):
        take_hold(hold=taken, by=closer, at=now)
    assert counters() == (10, 0, 2)


def test_a_freed_hold_is_held_anew(now, closer):
    server = a_configuration()
    freed = free_hold(hold=hold(a_place(capacity=1), server, now), by=closer, at=now)
    assert counters() == (1, 0, 0)
    taken = take_hold(hold=freed, by=closer, at=now)
    assert taken.pk != freed.pk
    assert counters() == (1, 0, 1)
    assert Hold.objects.get(status="taken") == taken


def test_a_freed_hold_is_refused_when_somebody_has_the_unit(now, closer):
    place = a_place(capacity=1)
    freed = free_hold(hold=hold(place, a_configuration(code="a"), now), by=closer, at=now)
    hold(place, a_configuration(code="b"), now)
    with pytest.raises(Refused):
        take_hold(hold=freed, by=closer, at=now)
    assert counters() == (1, 1, 0)


def test_a_visitor_takes_nothing(now):
    with pytest.raises(Forbidden):
        take_hold(hold=hold(a_place(), a_configuration(), now), by=CONSOLE, at=now)
