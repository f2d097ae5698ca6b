"""Decline a request for approval."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move
from okno.team.approvals.events import ApprovalDeclined
from okno.team.approvals.models import Approval
from okno.team.approvals.permissions import can_decline_approval


@action
def decline_approval(*, approval: Approval, comment: str, by: Actor, at: datetime) -> Approval:
    """Decline the request and return it; raise Invalid when the comment that says why is empty."""
    allow(can_decline_approval(by, approval))
    if not comment.strip():
        raise Invalid(comment=_("Say why not, so that a better one can be asked for."))
    move(approval, Approval.Status.DECLINED, decided_by=by.employee, decided_at=at, comment=comment.strip())
    entry_fields = {"title": approval.kept_title, "comment": approval.comment}
    record(ApprovalDeclined, subject=approval, by=by, at=at, **entry_fields)
    return approval
