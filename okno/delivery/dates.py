"""The date told to a client: only engineers confirm it, by their word or by their rule (Q5, guard 3)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.delivery.models import Order
from okno.delivery.permissions import can_confirm_date
from okno.kernel.clock import at_hour, local_date
from okno.kernel.errors import Conflict, Guard, Refused
from okno.kernel.kept import later
from okno.kernel.workdays import add_working_days, next_working_day
from okno.people.models import Employee, Role
from okno.people.permissions import HEADS
from okno.promises.actions.make_promise import make_promise
from okno.promises.models import Promise
from okno.quotes.models import Feasibility
from okno.quotes.promise import ready_days

END_OF_DAY = 18


def end_of_day(on: date) -> datetime:
    """Until when a promise for this date may be kept: the end of the working day."""
    return at_hour(on, END_OF_DAY)


def due_date(order: Order, at: datetime) -> date | None:
    """The confirmed working days counted from this instant's date; None when nobody confirmed any."""
    days = ready_days(order.contract.quote)
    if days is None:
        return None
    due_on = add_working_days(local_date(at), days)
    return due_on if end_of_day(due_on) >= at else next_working_day(due_on)


def who_confirmed(order: Order) -> Employee | None:
    """The engineer whose line takes longest; None when the engineers' rule of free capacity spoke."""
    word = (
        Feasibility.objects.filter(line__quote=order.contract.quote, status=Feasibility.Status.CONFIRMED)
        .order_by("-ready_days", "id")
        .select_related("answered_by")
        .first()
    )
    engineer = word.answered_by if word is not None else None
    return engineer if engineer is not None and engineer.has(Role.ENGINEER) else None


def promise_date(
    order: Order, *, promised_on: date, confirmed_by: Employee | None, by: Employee | None, at: datetime
) -> None:
    """Make the order's promise; whoever keeps the client answers for it, or who won or signed the deal."""
    owner = _keeper(order)
    if owner is None:
        return
    order.promise = make_promise(
        what=later(lambda: _("Hand over to the client what contract {number} promises").format(number=order)),
        owner=owner,
        due_at=end_of_day(promised_on),
        company=order.company,
        subject=order,
        confirmed_by=confirmed_by,
        by=by,
        at=at,
    )
    Order.objects.filter(pk=order.pk).update(promise=order.promise)


def watch_promise(promise: Promise, *, by: Employee | None) -> None:
    """Refuse what was just done to an order's promise past the order: called by config/handlers.py.

    Only an engineer moves or withdraws the date, whether a person or the engineers' rule had confirmed it
    (guard 3), and only the client's acceptance keeps it.
    """
    order = Order.objects.filter(promise=promise).first()
    if order is None:
        return
    if promise.status in (Promise.Status.KEPT, Promise.Status.BROKEN):
        if order.status != Order.Status.ACCEPTED:
            raise Conflict(
                _("This promise is kept by the acceptance of order {number}: accept the order.").format(
                    number=order
                )
            )
    elif not can_confirm_date(by, order):
        raise only_engineers(order)


def only_engineers(order: Order) -> Refused:
    return Refused(
        guard=Guard.DATES,
        reason=later(
            lambda: _("The date of order {number} can be named only by an engineer.").format(number=order)
        ),
        remedy=_("Ask the engineers to confirm the new date on the order's page."),
        decides=_("Engineers"),
        subject=order,
    )


def _keeper(order: Order) -> Employee | None:
    """The first of them who still works here; when all have left, a head: a date is never nobody's."""
    contract = order.contract
    known = (order.company.manager, contract.deal.owner, contract.signed_by)
    here = next((one for one in known if one is not None and one.left_on is None), None)
    return here or Employee.objects.working().with_role(*HEADS).order_by("pk").first()
