"""The permissions' vocabulary: named sets of roles that every room speaks in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Employee, Role

if TYPE_CHECKING:
    from okno.team.people.models import Absence, Duty

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
MONEY_READERS = (*BOOKKEEPERS, *HEADS)
CLIENT_MONEY = (*SELLERS, *MONEY_READERS)
CLIENT_FACING = (*SELLERS, Role.MARKETER)
ALL = tuple(Role)
PAY_READERS = (Role.ACCOUNTANT, *HEADS)


def can_issue_token(by: Actor, owner: Employee) -> bool:
    """Return whether they may issue it: a token acts as its owner, so one's own, or the company's owner
    anybody's.
    """
    return by.is_machine or by.is_one_of(owner.pk) or by.has(Role.OWNER)


can_revoke_token = can_issue_token


def can_manage_team(by: Actor) -> bool:
    return by.is_machine or by.has(*HEADS)


def can_invite_employee(by: Actor, roles: Sequence[str] = ()) -> bool:
    """Return whether they may invite: heads build the team, only the owner adds an owner or a head."""
    return by.is_machine or by.has(Role.OWNER) or (by.has(*HEADS) and set(roles).isdisjoint(HEADS))


def can_announce_absence(by: Actor, employee: Employee) -> bool:
    """Return whether they may announce it: one's own, or as a head anybody's."""
    return can_manage_team(by) or by.is_one_of(employee.pk)


def can_change_absence(by: Actor, absence: "Absence") -> bool:
    """Return whether they may withdraw or shorten it: whoever may announce it."""
    return can_manage_team(by) or by.is_one_of(absence.employee_id)


can_shorten_absence = can_withdraw_absence = can_change_absence


def can_see_reason(by: Actor, absence: "Absence") -> bool:
    """Why somebody is away is his and the heads' to know (guard 8); that he is away is everybody's."""
    return can_change_absence(by, absence)


def can_set_duty(by: Actor) -> bool:
    return can_manage_team(by)


def can_swap_duty(by: Actor, duty: "Duty") -> bool:
    """Return whether they may give it away: a head, or the owner of the day; nobody takes another's day."""
    return can_manage_team(by) or by.is_one_of(duty.employee_id)


def can_change_profile(by: Actor, employee: Employee) -> bool:
    """Return whether they may change it: one's own; a head's or an owner's only the owner."""
    return by.is_one_of(employee.pk) or can_invite_employee(by, tuple(employee.role_set))


def can_choose_notices(by: Actor, employee: Employee) -> bool:
    """Return whether they may choose the notices: one's own only."""
    return by.is_one_of(employee.pk)


def can_set_head(by: Actor, employee: Employee) -> bool:
    """Return whether they may set it: above a head or an owner only the owner puts somebody."""
    return can_invite_employee(by, tuple(employee.role_set))


def can_hand_over_work(by: Actor) -> bool:
    return can_manage_team(by)


def can_end_employment(by: Actor, employee: Employee) -> bool:
    """Return whether they may end it: of a head or an owner only the owner; nobody their own."""
    return not by.is_one_of(employee.pk) and can_invite_employee(by, tuple(employee.role_set))
