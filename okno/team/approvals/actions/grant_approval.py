"""Grant a request for approval of exactly one thing, once, until a date (guard 1, Q2)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move
from okno.team.approvals.events import ApprovalGranted
from okno.team.approvals.models import Approval
from okno.team.approvals.permissions import can_grant_approval

HOLDS = timedelta(days=14)


@action
def grant_approval(
    *,
    approval: Approval,
    comment: str = "",
    expires_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Approval:
    """Grant the request until `expires_at`, by default for 14 days, and return it.

    Raises Invalid when that moment is not ahead, and Conflict when somebody else has decided meanwhile.
    """
    allow(can_grant_approval(by, approval))
    until = expires_at or at + HOLDS
    if until <= at:
        raise Invalid(expires_at=_("An approval holds until a later moment."))
    changes = {"decided_by": by.employee, "decided_at": at, "comment": comment.strip(), "expires_at": until}
    move(approval, Approval.Status.GRANTED, **changes)
    entry_fields = {"title": approval.kept_title, "comment": approval.comment}
    record(ApprovalGranted, subject=approval, by=by, at=at, **entry_fields)
    return approval
