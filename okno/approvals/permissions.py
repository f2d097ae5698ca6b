"""Who may ask and who may answer."""

from okno.approvals.models import Approval
from okno.people.models import Employee, Role


def can_request_approval(by: Employee | None) -> bool:
    return by is not None


def can_decide(by: Employee | None, approval: Approval) -> bool:
    """One of the roles asked; nobody answers himself, except the owner, above whom nobody stands."""
    if by is None or not by.has(*approval.deciders):
        return False
    return by.pk != approval.requested_by_id or by.has(Role.OWNER)


can_grant_approval = can_decline_approval = can_decide


def can_use_approval(by: Employee | None) -> bool:
    """Whoever carries out what was approved, the clock and a client's click included."""
    return True
