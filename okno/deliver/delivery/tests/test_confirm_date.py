"""Guard 3: the date told to a client is named and moved by engineers alone, and every move is remembered."""

from datetime import date, timedelta

import pytest

from okno.attract.quotes.models import Feasibility
from okno.deliver.delivery.actions.confirm_date import confirm_date
from okno.deliver.delivery.actions.release_order import release_order
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.tests.cast import a_released_order, an_accepted_order, an_order
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Conflict, Guard, Invalid, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
LATER = date(2026, 10, 22)


def test_an_engineer_moves_it(now, engineer):
    order = a_released_order(at=now)
    confirm_date(order=order, promised_on=LATER, reason="The switch is late", by=engineer, at=now)
    order = Order.objects.get()
    assert order.promised_on == LATER
    assert (order.promise.moves_count, order.promise.confirmed_by) == (1, engineer)
    move = order.promise.moves.get()
    assert (move.reason, move.by) == ("The switch is late", engineer)
    assert order.steps.first().due_on == date(2026, 10, 21)


@pytest.mark.parametrize(
    "role", ["owner", "head", "closer", "account_manager", "project_manager", "accountant", "assistant"]
)
def test_nobody_else_does(now, role, request):
    order = a_released_order(at=now)
    with pytest.raises(Refused) as refusal:
        confirm_date(
            order=order, promised_on=LATER, reason="It suits us", by=request.getfixturevalue(role), at=now
        )
    assert refusal.value.guard == Guard.DATES
    assert refusal.value.remedy and refusal.value.decides
    assert Order.objects.get().promised_on == date(2026, 10, 15)


def test_an_engineer_names_it_when_nobody_had(now, engineer):
    order = an_order(at=now)
    Feasibility.objects.update(status="void")
    release_order(order=order, by=CONSOLE, at=now)
    confirm_date(order=order, promised_on=LATER, reason="", by=engineer, at=now)
    order = Order.objects.get()
    assert (order.promised_on, order.promise.confirmed_by) == (LATER, engineer)
    assert order.promise.moves_count == 0


def test_a_move_has_a_reason_and_a_date_to_come(now, engineer):
    order = a_released_order(at=now)
    with pytest.raises(Invalid):
        confirm_date(order=order, promised_on=LATER, reason=" ", by=engineer, at=now)
    with pytest.raises(Invalid):
        confirm_date(order=order, promised_on=date(2026, 10, 11), reason="We were quick", by=engineer, at=now)


def test_no_date_before_the_payment_and_none_after_the_acceptance(now, engineer):
    order = an_order(at=now)
    with pytest.raises(Conflict):
        confirm_date(order=order, promised_on=LATER, reason="Why not", by=engineer, at=now)
    order = an_accepted_order(contract=order.contract, at=now)
    with pytest.raises(Conflict):
        confirm_date(order=order, promised_on=LATER, reason="Why not", by=engineer, at=now)


def test_a_moved_date_is_late_by_its_new_day(now, engineer):
    order = a_released_order(at=now)
    confirm_date(order=order, promised_on=LATER, reason="The switch is late", by=engineer, at=now)
    assert not Order.objects.late(LATER).exists()
    assert Order.objects.late(LATER + timedelta(days=1)).get() == order
