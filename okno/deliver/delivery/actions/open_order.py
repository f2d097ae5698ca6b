"""Open the order of a signed contract: its steps are laid out, the work waits for the payment (D1, D2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.deliver.contracts.models import Contract
from okno.deliver.delivery.events import OrderOpened
from okno.deliver.delivery.models import Order, OrderStep
from okno.deliver.delivery.permissions import can_open_order
from okno.deliver.delivery.steps import HAND_OVER, days_after, steps_of
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow


@action
def open_order(*, contract: Contract, by: Actor, at: datetime) -> Order:
    """Open an order with the contract's steps and return it. Raises Conflict when there is one."""
    allow(can_open_order(by))
    if contract.status != Contract.Status.SIGNED:
        raise Conflict(
            _("Contract {number} is not signed: there is nothing to deliver.").format(number=contract)
        )
    if Order.objects.filter(contract=contract).exists():
        raise Conflict(_("Contract {number} already has an order.").format(number=contract))
    order = Order.objects.create(contract=contract, company=contract.company, opened_at=at)
    _lay_out(order, contract)
    record(OrderOpened, subject=order, by=by, at=at, number=contract.number)
    return order


def _lay_out(order: Order, contract: Contract) -> None:
    """Write a chain of steps for each line, and the hand-over that waits for the ends of all chains."""
    position = 0
    ends: list[OrderStep] = []
    for line in contract.lines.select_related("configuration__service"):
        plans = steps_of(line.configuration.service.code)
        before: OrderStep | None = None
        for index, plan in enumerate(plans):
            position += 1
            step = OrderStep.objects.create(
                order=order,
                line=line,
                position=position,
                kind=plan.kind,
                role=plan.role,
                days_before=days_after(plans, index),
            )
            if before is not None:
                step.after.add(before)
            before = step
        ends += [before] if before is not None else []
    last = OrderStep.objects.create(
        order=order, position=position + 1, kind=HAND_OVER.kind, role=HAND_OVER.role
    )
    last.after.set(ends)
