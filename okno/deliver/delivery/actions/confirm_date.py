"""Name or move the date of an order, which only an engineer may do (guard 3)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.deliver.delivery.dates import end_of_day, only_engineers, promise_date
from okno.deliver.delivery.events import DateConfirmed
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.permissions import can_confirm_date
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Invalid
from okno.team.promises.actions.move_promise import move_promise
from okno.team.promises.models import Promise


@action
def confirm_date(*, order: Order, promised_on: date, reason: str, by: Actor, at: datetime) -> Order:
    """Set the date by which an engineer says the order will be done, and return the order.

    Raises Refused (guard 3) for anybody else, the owner included. A reason is needed to move a date, not to
    name the first one.
    """
    if not can_confirm_date(by, order):
        raise only_engineers(order)
    # Of two who name the date at once the second waits here, and then moves what the first named.
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.status not in (Order.Status.READY, Order.Status.STARTED):
        raise Conflict(
            _("Order {number} has no date to confirm: it is «{status}».").format(
                number=order, status=order.get_status_display()
            )
        )
    if end_of_day(promised_on) < at:
        raise Invalid(promised_on=_("This date has passed."))
    promise = order.promise
    if promise is None or promise.status != Promise.Status.OPEN:
        promise_date(order, promised_on=promised_on, confirmed_by=by.employee, by=by, at=at)
    else:
        if not reason.strip():
            raise Invalid(reason=_("Say why the date moves: the client will ask."))
        order.promise = move_promise(
            promise=promise, to_at=end_of_day(promised_on), reason=reason, by=by, at=at
        )
    record(
        DateConfirmed,
        subject=order,
        by=by,
        at=at,
        number=str(order),
        promised_on=promised_on,
        reason=reason.strip(),
    )
    return order
