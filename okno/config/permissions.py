"""Who may begin a company, and who may end the demo."""

from okno.people.models import Employee, Role
from okno.people.permissions import HEADS


def can_take_first_steps(by: Employee | None) -> bool:
    return by is None or by.has(*HEADS)


def can_remove_demo(by: Employee | None) -> bool:
    return by is not None and by.has(Role.OWNER)
