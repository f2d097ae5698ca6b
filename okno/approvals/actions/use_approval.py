"""Spend an approval: it serves once."""

from datetime import datetime

from django.db.models import Model

from okno.approvals.events import ApprovalUsed
from okno.approvals.models import Approval
from okno.approvals.permissions import can_use_approval
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.kernel.moves import move
from okno.people.models import Employee


@action
def use_approval(
    *, kind: str, subject: Model, fingerprint: str, by: Employee | None, at: datetime
) -> Approval | None:
    """The approval of exactly this that was spent; None when there is none that still holds.

    Raises Conflict when somebody else spends it at the same moment.
    """
    allow(can_use_approval(by))
    held = Approval.objects.about(subject).holding(at).filter(kind=kind, fingerprint=fingerprint)
    approval = held.order_by("expires_at", "pk").first()
    if approval is None:
        return None
    move(approval, Approval.Status.USED, used_at=at)
    record(ApprovalUsed, subject=approval, company=approval.company, by=by, at=at, title=approval.kept_title)
    return approval
