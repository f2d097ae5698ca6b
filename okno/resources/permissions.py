"""Who may do what here. Holds follow quotes and contracts, whose own permission was asked first."""

from okno.people.models import Employee, Role
from okno.people.permissions import BOOKKEEPERS, SELLERS, TECHNICIANS


def can_set_capacity(by: Employee | None) -> bool:
    return by is not None and by.has(Role.ENGINEER, Role.OWNER)


def can_hold_capacity(by: Employee | None) -> bool:
    """Who quotes, who confirms, who signs; a client who accepts, hence nobody of ours."""
    return by is None or by.has(*SELLERS, *TECHNICIANS, *BOOKKEEPERS)


def can_extend_hold(by: Employee | None) -> bool:
    return can_hold_capacity(by)


def can_take_hold(by: Employee | None) -> bool:
    """Whoever may sign the contract that takes it."""
    return by is not None


def can_free_hold(by: Employee | None) -> bool:
    """The clock frees what expired; a client who declines frees what was held for him."""
    return can_hold_capacity(by)
