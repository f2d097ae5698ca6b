"""Mark one step done, in the order of what waits for what (D1)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.delivery.events import StepCompleted
from okno.delivery.models import Order, OrderStep
from okno.delivery.permissions import can_complete_step
from okno.delivery.steps import StepKind
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.kernel.kept import keep
from okno.people.models import Employee


@action
def complete_step(*, step: OrderStep, by: Employee | None, at: datetime) -> OrderStep:
    allow(can_complete_step(by, step))
    if step.order.status != Order.Status.STARTED:
        raise Conflict(
            _("Order {number} is not in work: start it first.").format(number=step.order)
            if step.order.status != Order.Status.ACCEPTED
            else _("Order {number} is accepted already.").format(number=step.order)
        )
    if waits_for := step.after.left().first():
        raise Conflict(_("First do «{step}».").format(step=waits_for))
    if not OrderStep.objects.left().filter(pk=step.pk).update(done_at=at, done_by=by):
        raise Conflict(_("«{step}» is done already.").format(step=step))
    step.refresh_from_db(fields=["done_at", "done_by"])
    record(
        StepCompleted,
        subject=step.order,
        company=step.order.company,
        by=by,
        at=at,
        number=str(step.order),
        step=keep(StepKind(step.kind)),
    )
    return step
