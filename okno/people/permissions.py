"""The permissions' vocabulary: named sets of roles that every room speaks in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okno.people.models import Employee, Role

if TYPE_CHECKING:
    from okno.people.models import Absence, Duty

HEADS = (Role.HEAD_OF_SALES, Role.OWNER)
SELLERS = (
    Role.QUALIFIER_INBOUND,
    Role.QUALIFIER_OUTBOUND,
    Role.CLOSER,
    Role.ACCOUNT_MANAGER,
    Role.ASSISTANT,
    *HEADS,
)
TECHNICIANS = (Role.ENGINEER, Role.PROJECT_MANAGER)
BOOKKEEPERS = (Role.ACCOUNTANT, Role.OWNER)
PRICE_READERS = (*SELLERS, Role.ACCOUNTANT, Role.MARKETER)
PAY_READERS = (Role.ACCOUNTANT, *HEADS)


def is_employee(by: Employee | None) -> bool:
    return by is not None


def can_issue_token(by: Employee | None, owner: Employee) -> bool:
    """A token acts as its owner: one's own, or the owner of the company (or his console) for anybody."""
    return by is None or by == owner or by.has(Role.OWNER)


def can_manage_team(by: Employee | None) -> bool:
    return by is None or by.has(*HEADS)


def can_invite_employee(by: Employee | None, roles: Sequence[str] = ()) -> bool:
    """A head builds the team; only the owner makes another owner or a head."""
    return by is None or by.has(Role.OWNER) or (by.has(*HEADS) and set(roles).isdisjoint(HEADS))


def can_announce_absence(by: Employee | None, employee: Employee) -> bool:
    """One's own; a head anybody's."""
    return can_manage_team(by) or by == employee


def can_change_absence(by: Employee | None, absence: "Absence") -> bool:
    """Whoever may announce it may withdraw or shorten it."""
    return can_manage_team(by) or (by is not None and by.pk == absence.employee_id)


def can_see_reason(by: Employee | None, absence: "Absence") -> bool:
    """Why somebody is away is his and the heads' to know (guard 8); that he is away is everybody's."""
    return can_change_absence(by, absence)


def can_set_duty(by: Employee | None) -> bool:
    return can_manage_team(by)


def can_swap_duty(by: Employee | None, duty: "Duty") -> bool:
    """A head, or the one whose day it is: nobody takes a day away from another."""
    return can_manage_team(by) or (by is not None and by.pk == duty.employee_id)


def can_change_profile(by: Employee | None, employee: Employee) -> bool:
    """One's own; as in inviting, only the owner changes a head's or an owner's."""
    return by == employee or can_invite_employee(by, tuple(employee.role_set))


def can_choose_notices(by: Employee | None, employee: Employee) -> bool:
    """What one is told of is his own to choose."""
    return by == employee


def can_set_head(by: Employee | None, employee: Employee) -> bool:
    """As in inviting: above a head or an owner only the owner puts another."""
    return can_invite_employee(by, tuple(employee.role_set))


def can_hand_over_work(by: Employee | None) -> bool:
    return can_manage_team(by)


def can_end_employment(by: Employee | None, employee: Employee) -> bool:
    """As in inviting: only the owner parts with a head or an owner. Nobody ends his own."""
    return by != employee and can_invite_employee(by, tuple(employee.role_set))
