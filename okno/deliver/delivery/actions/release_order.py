"""Release an order when its first invoice is paid in full: work may start, its date is promised (D2, Q5)."""

from datetime import datetime

from okno.deliver.delivery.dates import due_date, promise_date, who_confirmed
from okno.deliver.delivery.events import OrderReleased
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.permissions import can_release_order
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.kernel.moves import move


@action
def release_order(*, order: Order, by: Actor, at: datetime) -> Order:
    """Mark the order ready, promise its date and return it.

    Without a confirmed time no date is promised: an engineer names it by confirm_date.
    """
    allow(can_release_order(by))
    move(order, Order.Status.READY, released_at=at)
    due_on = due_date(order, at)
    if due_on is not None:
        promise_date(order, promised_on=due_on, confirmed_by=who_confirmed(order), by=by, at=at)
    record(OrderReleased, subject=order, by=by, at=at, number=str(order), due_on=due_on)
    return order
