"""Accept an order for the client: the promise is kept and the services run from this day (D4)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.deliver.delivery.dates import end_of_day
from okno.deliver.delivery.events import OrderAccepted
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.permissions import can_accept_order
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.moves import move
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.models import Promise


@action
def accept_order(*, order: Order, accepted_on: date, accepted_by_name: str, by: Actor, at: datetime) -> Order:
    """Mark an order accepted by the client and return it; `accepted_on` is the first day of its services.

    Raises Conflict while a step is left, Invalid without the name of who accepted or for a day in the future
    or before the work started. Billing reacts by config/handlers.py.
    """
    allow(can_accept_order(by, order))
    _require_done(order)
    _require_sane(order, accepted_on, accepted_by_name, today=local_date(at))
    name = accepted_by_name.strip()
    move(order, Order.Status.ACCEPTED, accepted_on=accepted_on, accepted_by_name=name)
    if order.promise is not None and order.promise.status == Promise.Status.OPEN:
        # Kept on the day of acceptance, even when that is written down days later.
        keep_promise(promise=order.promise, by=by, at=min(at, end_of_day(accepted_on)))
    record(
        OrderAccepted,
        subject=order,
        by=by,
        at=at,
        number=str(order),
        accepted_on=accepted_on,
        accepted_by_name=name,
    )
    return order


def _require_done(order: Order) -> None:
    if order.status == Order.Status.STARTED and (left := order.steps.left().first()):
        raise Conflict(_("Order {number} is not done yet: «{step}» is left.").format(number=order, step=left))


def _require_sane(order: Order, accepted_on: date, name: str, *, today: date) -> None:
    if accepted_on > today:
        raise Invalid(accepted_on=_("An order cannot be accepted in the future."))
    if order.started_at is not None and accepted_on < local_date(order.started_at):
        raise Invalid(accepted_on=_("The work started later than this date."))
    if not name.strip():
        raise Invalid(accepted_by_name=_("Say who accepted on the client's side."))
