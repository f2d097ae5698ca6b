"""Orders led on by their actions, for the tests of this room and of the rooms above."""

from datetime import date, datetime

from okno.deliver.contracts.models import Contract
from okno.deliver.contracts.tests.cast import a_signed_contract
from okno.deliver.delivery.actions.accept_order import accept_order
from okno.deliver.delivery.actions.complete_step import complete_step
from okno.deliver.delivery.actions.release_order import release_order
from okno.deliver.delivery.actions.start_order import start_order
from okno.deliver.delivery.models import Order
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import local_date
from okno.records.catalog.tests.cast import somebody
from okno.team.people.models import Employee


def an_order(*, contract: Contract | None = None, at: datetime, **how: object) -> Order:
    """As the signing opened it: it waits for the payment. `how` is that of `a_signed_contract`."""
    contract = contract or a_signed_contract(at=at, **how)
    return Order.objects.get(contract=contract)


def a_released_order(*, contract: Contract | None = None, at: datetime, **how: object) -> Order:
    """Released as the payment of the first invoice does it, whether or not the invoice is paid here."""
    order = an_order(contract=contract, at=at, **how)
    return release_order(order=order, by=CONSOLE, at=at) if order.status == Order.Status.WAITING else order


def a_started_order(*, contract: Contract | None = None, at: datetime, **how: object) -> Order:
    order = a_released_order(contract=contract, at=at, **how)
    if order.status == Order.Status.READY:
        start_order(order=order, by=somebody("engineer"), at=at)
    return order


def a_done_order(*, contract: Contract | None = None, at: datetime, **how: object) -> Order:
    """Every step is done by somebody of its role."""
    order = a_started_order(contract=contract, at=at, **how)
    for step in order.steps.left().order_by("position"):
        complete_step(step=step, by=somebody(step.role), at=at)
    return order


def an_accepted_order(
    *,
    contract: Contract | None = None,
    accepted_on: date | None = None,
    accepted_at: datetime | None = None,
    by: Employee | None = None,
    at: datetime,
    **how: object,
) -> Order:
    """Whatever of the way is left for the contract's order is done at `at`; accepted on `accepted_on`.

    The first invoice is not paid here: pay it before, for the first days to be settled from the advance.
    """
    order = a_done_order(contract=contract, at=at, **how)
    accepted_at = accepted_at or at
    return accept_order(
        order=order,
        accepted_on=accepted_on or local_date(accepted_at),
        accepted_by_name="Ivan Acceptov",
        by=by or somebody("account_manager"),
        at=accepted_at,
    )
