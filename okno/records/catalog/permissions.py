"""Who may do what here."""

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Role
from okno.team.people.permissions import HEADS, PRICE_READERS, SELLERS


def can_read_prices(by: Actor) -> bool:
    return by.has(*PRICE_READERS)


def can_read_costs(by: Actor) -> bool:
    """Return whether they see costs: heads alone; others see the floor, if they sell."""
    return by.has(*HEADS)


def can_read_floors(by: Actor) -> bool:
    return by.has(*SELLERS, Role.MARKETER)


def can_set_cost(by: Actor) -> bool:
    return by.has(*HEADS)


def can_set_formula(by: Actor) -> bool:
    """Return whether they decide how low anybody may go: the owner alone."""
    return by.has(Role.OWNER)


def can_edit_catalog(by: Actor) -> bool:
    return by.has(Role.MARKETER, *HEADS)


def can_set_coverage(by: Actor) -> bool:
    """Places and what can be had there."""
    return by.has(Role.ENGINEER, *HEADS)
