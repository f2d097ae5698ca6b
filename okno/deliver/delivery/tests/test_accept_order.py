"""D4: the client accepted what is done; the promise is kept, or told as late."""

from datetime import date, timedelta

import pytest

from okno.deliver.delivery.actions.accept_order import accept_order
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.tests.cast import a_done_order, a_started_order, an_accepted_order, an_order
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 10, 12)


def accept(order, by, at, **changed):
    given = {"accepted_on": MONDAY, "accepted_by_name": "Ivan Acceptov", **changed}
    return accept_order(order=order, by=by, at=at, **given)


def test_in_time_it_is_kept(now):
    order = an_accepted_order(at=now)
    order = Order.objects.get(pk=order.pk)
    assert (order.status, order.accepted_on, order.accepted_by_name) == (
        "accepted",
        MONDAY,
        "Ivan Acceptov",
    )
    assert (order.promise.status, order.was_late) == ("kept", False)
    entry = Entry.objects.get(kind="delivery.order_accepted")
    assert (entry.data["accepted_on"], entry.to_client) == ("2026-10-12", True)


def test_after_the_date_it_is_told_as_late(now):
    """Promised for Thursday the 15th, accepted on Friday."""
    order = an_accepted_order(at=now, accepted_at=now + timedelta(days=4))
    assert (order.promise.status, order.was_late) == ("broken", True)
    assert Entry.objects.filter(kind="promises.promise_kept_late").count() == 1


def test_accepted_in_time_and_written_down_later_is_kept(now):
    order = an_accepted_order(at=now, accepted_on=date(2026, 10, 15), accepted_at=now + timedelta(days=10))
    assert (order.promise.status, order.was_late) == ("kept", False)


def test_an_accepted_order_is_late_no_more(now):
    an_accepted_order(at=now)
    assert not Order.objects.late(date(2027, 1, 1)).exists()


def test_not_while_a_step_is_left(now, head):
    order = a_started_order(at=now)
    with pytest.raises(Conflict):
        accept(order, head, now)
    assert Order.objects.get().status == "started"


def test_not_before_the_start(now, head):
    with pytest.raises(Conflict):
        accept(an_order(at=now), head, now)


@pytest.mark.parametrize(
    "changed",
    [
        {"accepted_on": MONDAY + timedelta(days=1)},
        {"accepted_on": MONDAY - timedelta(days=1)},
        {"accepted_by_name": "  "},
    ],
)
def test_a_sane_date_and_a_name(now, head, changed):
    order = a_done_order(at=now)
    with pytest.raises(Invalid) as invalid:
        accept(order, head, now, **changed)
    assert set(invalid.value.fields) == set(changed)


def test_accepted_once(now, head):
    order = a_done_order(at=now)
    again = Order.objects.get()
    accept(order, head, now)
    with pytest.raises(Conflict):
        accept(again, head, now)


def test_the_one_window_writes_it_down(
    now, engineer, project_manager, accountant, closer, other_closer, account_manager
):
    order = a_done_order(at=now, by=closer)
    for other in (engineer, project_manager, accountant, other_closer, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            accept(order, other, now)
    accept(order, closer, now)
