"""D2: no order starts before its first invoice is paid in full, by the action and by the database."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.deliver.delivery.actions.start_order import start_order
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.tests.cast import a_released_order, an_order
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_not_before_the_payment(now, engineer):
    order = an_order(at=now)
    with (
        override("en"),
        pytest.raises(Conflict, match=r"2026-000001 .* until its first invoice is paid in full"),
    ):
        start_order(order=order, by=engineer, at=now)
    assert Order.objects.get().started_at is None


def test_not_even_past_the_action(now):
    an_order(at=now)
    for changes in ({"started_at": now}, {"status": "started"}, {"status": "started", "started_at": now}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Order.objects.update(**changes)


def test_started_once(now, engineer, project_manager):
    order = a_released_order(at=now)
    start_order(order=order, by=project_manager, at=now)
    assert (order.status, order.started_at) == ("started", now)
    with pytest.raises(Conflict):
        start_order(order=order, by=engineer, at=now)


def test_the_order_of_work_is_the_engineers(now, closer, account_manager, accountant):
    order = a_released_order(at=now)
    for other in (closer, account_manager, accountant, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            start_order(order=order, by=other, at=now)
