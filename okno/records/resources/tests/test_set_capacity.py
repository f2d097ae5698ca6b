import pytest

from okno.ground.kernel.errors import Forbidden, Guard, Invalid, Refused
from okno.records.catalog.tests.cast import a_configuration, a_location
from okno.records.resources.actions.set_capacity import set_capacity
from okno.records.resources.actions.take_hold import take_hold
from okno.records.resources.tests.cast import a_place
from okno.records.resources.tests.test_hold_capacity import counters, hold

pytestmark = pytest.mark.django_db


def test_more_and_less_but_never_below_what_is_held_and_taken(now, engineer, closer):
    place = a_place(capacity=5)
    hold(place, a_configuration(code="a"), now, units=1)
    take_hold(hold=hold(place, a_configuration(code="b"), now, units=2), by=closer, at=now)
    for total in (8, 3):
        set_capacity(location=place, kind="server", total=total, by=engineer, at=now)
        assert counters() == (total, 1, 2)
    with pytest.raises(Refused) as refusal:
        set_capacity(location=place, kind="server", total=2, by=engineer, at=now)
    assert refusal.value.guard == Guard.CAPACITY
    assert counters() == (3, 1, 2)


@pytest.mark.parametrize("given", [{"kind": " "}, {"total": -1}])
def test_nonsense_is_not_set(now, engineer, given):
    with pytest.raises(Invalid):
        set_capacity(location=a_location(), **{"kind": "rack", "total": 1, **given}, by=engineer, at=now)


def test_only_engineers_and_the_owner_count(now, closer, owner):
    with pytest.raises(Forbidden):
        set_capacity(location=a_location(), kind="rack", total=1, by=closer, at=now)
    set_capacity(location=a_location(code="dc-2"), kind="rack", total=1, by=owner, at=now)
