"""Permissions of approvals."""

from okno.ground.kernel.actors import Actor
from okno.team.approvals.models import Approval
from okno.team.people.models import Role


def can_request_approval(by: Actor) -> bool:
    """Return whether the actor may request an approval: any employee."""
    return by.employee is not None


def can_decide(by: Actor, approval: Approval) -> bool:
    """Return whether the actor has one of the deciding roles and did not make the request.

    The owner may approve their own requests, as nobody stands above them.
    """
    if not by.has(*approval.deciders):
        return False
    return not by.is_one_of(approval.requested_by_id) or by.has(Role.OWNER)


can_grant_approval = can_decline_approval = can_decide


def can_use_approval(by: Actor) -> bool:
    """Return True: anybody who carries out what was approved may, also the clock and a client's click."""
    return True
