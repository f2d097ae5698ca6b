"""The permissions' vocabulary: named sets of roles that every room speaks in."""

from collections.abc import Sequence

from okno.people.models import Employee, Role

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
