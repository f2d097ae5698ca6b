"""No, with a word why."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.approvals.events import ApprovalDeclined
from okno.approvals.models import Approval
from okno.approvals.permissions import can_decline_approval
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee


@action
def decline_approval(*, approval: Approval, comment: str, by: Employee | None, at: datetime) -> Approval:
    allow(can_decline_approval(by, approval))
    if not comment.strip():
        raise Invalid(comment=_("Say why not, so that a better one can be asked for."))
    move(approval, Approval.Status.DECLINED, decided_by=by, decided_at=at, comment=comment.strip())
    words = {"title": approval.kept_title, "comment": approval.comment}
    record(ApprovalDeclined, subject=approval, company=approval.company, by=by, at=at, **words)
    return approval
