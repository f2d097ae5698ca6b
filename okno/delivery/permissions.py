"""Who may do what with orders."""

from typing import TYPE_CHECKING

from okno.people.models import Employee, Role
from okno.people.permissions import HEADS, TECHNICIANS

if TYPE_CHECKING:
    from okno.delivery.models import Order, OrderStep


def can_open_order(by: Employee | None) -> bool:
    """Whoever may sign a contract opens its order; there is no door of its own."""
    return by is not None


def can_release_order(by: Employee | None) -> bool:
    """The payment of the first invoice releases, whoever or whatever booked it; no door of its own."""
    return True


def can_start_order(by: Employee | None, order: "Order") -> bool:
    return by is not None and by.has(*TECHNICIANS, *HEADS)


def can_complete_step(by: Employee | None, step: "OrderStep") -> bool:
    """The step's role and heads; the hand-over also whoever keeps this client."""
    if by is None:
        return False
    return by.has(step.role, *HEADS) or (step.role == Role.ACCOUNT_MANAGER and keeps(by, step.order))


def can_confirm_date(by: Employee | None, order: "Order") -> bool:
    """Engineers alone, not even the owner (guard 3)."""
    return by is not None and by.has(Role.ENGINEER)


def can_accept_order(by: Employee | None, order: "Order") -> bool:
    """The one window to the client, and heads."""
    if by is None:
        return False
    return by.has(Role.ACCOUNT_MANAGER, Role.ASSISTANT, *HEADS) or keeps(by, order)


def keeps(by: Employee, order: "Order") -> bool:
    return order.company.manager == by
