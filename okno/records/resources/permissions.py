"""Who may do what here. Holds follow quotes and contracts, whose own permission was asked first."""

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Role
from okno.team.people.permissions import BOOKKEEPERS, SELLERS, TECHNICIANS


def can_set_capacity(by: Actor) -> bool:
    return by.has(Role.ENGINEER, Role.OWNER)


def can_hold_capacity(by: Actor) -> bool:
    """Return whether they quote, confirm or sign; a client who accepts a quote holds as a visitor."""
    return by.is_machine or by.is_visitor or by.has(*SELLERS, *TECHNICIANS, *BOOKKEEPERS)


def can_extend_hold(by: Actor) -> bool:
    return can_hold_capacity(by)


def can_take_hold(by: Actor) -> bool:
    """Return whether they may take a hold: any employee, because the contract that takes it has its own
    rule.
    """
    return by.employee is not None


def can_free_hold(by: Actor) -> bool:
    """Return whether they may free a hold: the clock does when it expires, a client when they decline."""
    return can_hold_capacity(by)


can_free_expired = can_free_hold
