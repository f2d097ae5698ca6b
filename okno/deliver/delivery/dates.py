"""The date promised to a client: only engineers confirm it, in person or by their rule (Q5, guard 3)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.attract.quotes.models import Feasibility
from okno.attract.quotes.ready_date import ready_days
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.permissions import can_confirm_date
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.errors import Conflict, Guard, Refused
from okno.ground.kernel.localized import deferred
from okno.ground.kernel.workdays import add_working_days, next_working_day
from okno.team.people.models import Employee, Role
from okno.team.people.permissions import HEADS
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.models import Promise

END_OF_DAY = 18


def end_of_day(on: date) -> datetime:
    """Return the end of the working day: until then a promise for this date may be kept."""
    return at_hour(on, END_OF_DAY)


def due_date(order: Order, at: datetime) -> date | None:
    """Return the date after the confirmed working days from `at`, or None when none are confirmed."""
    days = ready_days(order.contract.quote)
    if days is None:
        return None
    due_on = add_working_days(local_date(at), days)
    return due_on if end_of_day(due_on) >= at else next_working_day(due_on)


def who_confirmed(order: Order) -> Employee | None:
    """Return the engineer whose line takes longest, or None when the rule of free capacity confirmed it."""
    confirmation = (
        Feasibility.objects.filter(line__quote=order.contract.quote, status=Feasibility.Status.CONFIRMED)
        .order_by("-ready_days", "id")
        .select_related("answered_by")
        .first()
    )
    engineer = confirmation.answered_by if confirmation is not None else None
    return engineer if engineer is not None and engineer.has(Role.ENGINEER) else None


def promise_date(
    order: Order, *, promised_on: date, confirmed_by: Employee | None, by: Actor, at: datetime
) -> None:
    """Make the order's promise to the client.

    Its owner is the client's manager, or else the person who won or signed the deal.
    """
    owner = _keeper(order)
    if owner is None:
        return
    order.promise = make_promise(
        what=deferred(
            lambda: _("Hand over to the client what contract {number} promises").format(number=order)
        ),
        owner=owner,
        due_at=end_of_day(promised_on),
        company=order.company,
        subject=order,
        confirmed_by=confirmed_by,
        by=by,
        at=at,
    )
    Order.objects.filter(pk=order.pk).update(promise=order.promise)


def watch_promise(promise: Promise, *, by: Actor) -> None:
    """Raise when an order's promise was changed without the order; called by config/handlers.py.

    Raises Refused (guard 3) unless an engineer moved or withdrew the date, and Conflict when the promise was
    kept by anything but the client's acceptance. It does not matter who had confirmed the date.
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
        reason=deferred(
            lambda: _("The date of order {number} can be named only by an engineer.").format(number=order)
        ),
        remedy=_("Ask the engineers to confirm the new date on the order's page."),
        decides=_("Engineers"),
        subject=order,
    )


def _keeper(order: Order) -> Employee | None:
    """Return the first of manager, winner and signer who still works here, or a head when all have left.

    Every promised date has an owner.
    """
    contract = order.contract
    candidates = (order.company.manager, contract.deal.owner, contract.signed_by)
    here = next((person for person in candidates if person is not None and person.left_on is None), None)
    return here or Employee.objects.working().with_role(*HEADS).order_by("pk").first()
