"""The first invoice is paid in full: the work may start, and its date is promised (D2, Q5)."""

from datetime import datetime

from okno.delivery.dates import due_date, promise_date, who_confirmed
from okno.delivery.events import OrderReleased
from okno.delivery.models import Order
from okno.delivery.permissions import can_release_order
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.kernel.moves import move
from okno.people.models import Employee


@action
def release_order(*, order: Order, by: Employee | None, at: datetime) -> Order:
    """Without a confirmed time no date is promised: an engineer says it by confirm_date."""
    allow(can_release_order(by))
    move(order, Order.Status.READY, released_at=at)
    due_on = due_date(order, at)
    if due_on is not None:
        promise_date(order, promised_on=due_on, confirmed_by=who_confirmed(order), by=by, at=at)
    record(
        OrderReleased, subject=order, company=order.company, by=by, at=at, number=str(order), due_on=due_on
    )
    return order
