"""Take an order into work; never before its first invoice is paid in full (D2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.deliver.delivery.events import OrderStarted
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.permissions import can_start_order
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.moves import move


@action
def start_order(*, order: Order, by: Actor, at: datetime) -> Order:
    """Take an order into work and return it. Raises Conflict until its first invoice is paid in full (D2)."""
    allow(can_start_order(by, order))
    if order.status == Order.Status.WAITING:
        raise Conflict(
            _(
                "Order {number} cannot start until its first invoice is paid in full. "
                "It becomes free to start by itself when the payment is booked."
            ).format(number=order)
        )
    move(order, Order.Status.STARTED, started_at=at)
    record(OrderStarted, subject=order, by=by, at=at, number=str(order))
    return order
