"""Yes: to exactly this, once, until a date (guard 1, Q2)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from okno.approvals.events import ApprovalGranted
from okno.approvals.models import Approval
from okno.approvals.permissions import can_grant_approval
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee

HOLDS = timedelta(days=14)


@action
def grant_approval(
    *,
    approval: Approval,
    comment: str = "",
    expires_at: datetime | None = None,
    by: Employee | None,
    at: datetime,
) -> Approval:
    """It holds for 14 days unless another moment is named. Of two who answer at once one gets Conflict."""
    allow(can_grant_approval(by, approval))
    until = expires_at or at + HOLDS
    if until <= at:
        raise Invalid(expires_at=_("An approval holds until a later moment."))
    changes = {"decided_by": by, "decided_at": at, "comment": comment.strip(), "expires_at": until}
    move(approval, Approval.Status.GRANTED, **changes)
    words = {"title": approval.kept_title, "comment": approval.comment}
    record(ApprovalGranted, subject=approval, company=approval.company, by=by, at=at, **words)
    return approval
