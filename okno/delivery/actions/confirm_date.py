"""An engineer says until when the order will be done: the only way to name or move its date (guard 3)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.delivery.dates import end_of_day, only_engineers, promise_date
from okno.delivery.events import DateConfirmed
from okno.delivery.models import Order
from okno.delivery.permissions import can_confirm_date
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Invalid
from okno.people.models import Employee
from okno.promises.actions.move_promise import move_promise
from okno.promises.models import Promise


@action
def confirm_date(*, order: Order, promised_on: date, reason: str, by: Employee | None, at: datetime) -> Order:
    """Anybody else is refused by guard 3, the owner included; a reason is needed to move, not to name."""
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
        promise_date(order, promised_on=promised_on, confirmed_by=by, by=by, at=at)
    else:
        if not reason.strip():
            raise Invalid(reason=_("Say why the date moves: the client will ask."))
        order.promise = move_promise(
            promise=promise, to_at=end_of_day(promised_on), reason=reason, by=by, at=at
        )
    record(
        DateConfirmed,
        subject=order,
        company=order.company,
        by=by,
        at=at,
        number=str(order),
        promised_on=promised_on,
        reason=reason.strip(),
    )
    return order
