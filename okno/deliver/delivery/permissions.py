"""Permissions for orders."""

from typing import TYPE_CHECKING

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Employee, Role
from okno.team.people.permissions import HEADS, TECHNICIANS

if TYPE_CHECKING:
    from okno.deliver.delivery.models import Order, OrderStep


def can_open_order(by: Actor) -> bool:
    """Return whether this actor may open an order: any employee, as only a signing opens one."""
    return by.employee is not None


def can_release_order(by: Actor) -> bool:
    """Return True: the payment of the first invoice releases an order, whoever booked it."""
    return True


def can_start_order(by: Actor, order: "Order") -> bool:
    return by.has(*TECHNICIANS, *HEADS)


def can_complete_step(by: Actor, step: "OrderStep") -> bool:
    """Return whether this actor may do the step: its role, heads, and the client's manager at hand-over."""
    if by.employee is None:
        return False
    return by.has(step.role, *HEADS) or (step.role == Role.ACCOUNT_MANAGER and keeps(by.employee, step.order))


def can_confirm_date(by: Actor, order: "Order") -> bool:
    """Return whether this actor may confirm a date: engineers alone, not even the owner (guard 3)."""
    return by.has(Role.ENGINEER)


def can_accept_order(by: Actor, order: "Order") -> bool:
    """Return whether this actor may accept an order: account managers, assistants, heads.

    The client's own manager may too, whatever their role.
    """
    if by.employee is None:
        return False
    return by.has(Role.ACCOUNT_MANAGER, Role.ASSISTANT, *HEADS) or keeps(by.employee, order)


def keeps(by: Employee, order: "Order") -> bool:
    return order.company.manager == by
