"""Who may do what here."""

from okno.people.models import Employee, Role
from okno.people.permissions import HEADS, PRICE_READERS, SELLERS


def can_read_prices(by: Employee | None) -> bool:
    return by is not None and by.has(*PRICE_READERS)


def can_read_costs(by: Employee | None) -> bool:
    """What things cost us is for heads alone; others see where the floor lies, if they sell."""
    return by is not None and by.has(*HEADS)


def can_read_floors(by: Employee | None) -> bool:
    return by is not None and by.has(*SELLERS, Role.MARKETER)


def can_set_cost(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)


def can_set_formula(by: Employee | None) -> bool:
    """How low anybody may go is a rule of the company: its owner's word."""
    return by is not None and by.has(Role.OWNER)


def can_edit_catalog(by: Employee | None) -> bool:
    return by is not None and by.has(Role.MARKETER, *HEADS)


def can_set_coverage(by: Employee | None) -> bool:
    """Places and what can be had there."""
    return by is not None and by.has(Role.ENGINEER, *HEADS)
