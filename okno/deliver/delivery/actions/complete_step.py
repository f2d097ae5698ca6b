"""Mark one step done, in the order of what waits for what (D1)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.deliver.delivery.events import StepCompleted
from okno.deliver.delivery.models import Order, OrderStep
from okno.deliver.delivery.permissions import can_complete_step
from okno.deliver.delivery.steps import StepKind
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.localized import freeze
from okno.ground.kernel.moves import change_if


@action
def complete_step(*, step: OrderStep, by: Actor, at: datetime) -> OrderStep:
    """Mark a step done and return it.

    Raises Conflict while the order is not in work or an earlier step is left.
    """
    allow(can_complete_step(by, step))
    if step.order.status != Order.Status.STARTED:
        raise Conflict(
            _("Order {number} is not in work: start it first.").format(number=step.order)
            if step.order.status != Order.Status.ACCEPTED
            else _("Order {number} is accepted already.").format(number=step.order)
        )
    if waits_for := step.after.left().first():
        raise Conflict(_("First do «{step}».").format(step=waits_for))
    done = _("«{step}» is done already.").format(step=step)
    change_if(step, seen={"done_at": None}, otherwise=done, done_at=at, done_by=by.employee)
    record(
        StepCompleted,
        subject=step.order,
        by=by,
        at=at,
        number=str(step.order),
        step=freeze(StepKind(step.kind)),
    )
    return step
