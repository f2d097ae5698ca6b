"""Open the order of a signed contract: its steps stand, the work waits for the payment (D1, D2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.contracts.models import Contract
from okno.delivery.events import OrderOpened
from okno.delivery.models import Order, OrderStep
from okno.delivery.permissions import can_open_order
from okno.delivery.steps import HAND_OVER, days_after, steps_of
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.people.models import Employee


@action
def open_order(*, contract: Contract, by: Employee | None, at: datetime) -> Order:
    allow(can_open_order(by))
    if contract.status != Contract.Status.SIGNED:
        raise Conflict(
            _("Contract {number} is not signed: there is nothing to deliver.").format(number=contract)
        )
    if Order.objects.filter(contract=contract).exists():
        raise Conflict(_("Contract {number} already has an order.").format(number=contract))
    order = Order.objects.create(contract=contract, company=contract.company, opened_at=at)
    _lay_out(order, contract)
    record(OrderOpened, subject=order, company=order.company, by=by, at=at, number=contract.number)
    return order


def _lay_out(order: Order, contract: Contract) -> None:
    """A chain of steps for each line, and the hand-over after the ends of all chains."""
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
