"""Take an order into work; never before its first invoice is paid in full (D2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.delivery.events import OrderStarted
from okno.delivery.models import Order
from okno.delivery.permissions import can_start_order
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.kernel.moves import move
from okno.people.models import Employee


@action
def start_order(*, order: Order, by: Employee | None, at: datetime) -> Order:
    allow(can_start_order(by, order))
    if order.status == Order.Status.WAITING:
        raise Conflict(
            _(
                "Order {number} cannot start until its first invoice is paid in full. "
                "It becomes free to start by itself when the payment is booked."
            ).format(number=order)
        )
    move(order, Order.Status.STARTED, started_at=at)
    record(OrderStarted, subject=order, company=order.company, by=by, at=at, number=str(order))
    return order
