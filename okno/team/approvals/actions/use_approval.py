"""Use up an approval: it serves once."""

from datetime import datetime

from django.db.models import Model

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.kernel.moves import move
from okno.team.approvals.events import ApprovalUsed
from okno.team.approvals.models import Approval
from okno.team.approvals.permissions import can_use_approval


@action
def use_approval(*, kind: str, subject: Model, fingerprint: str, by: Actor, at: datetime) -> Approval | None:
    """Use up the valid approval of exactly this and return it, or return None when there is none.

    Raises Conflict when somebody else uses it at the same moment.
    """
    allow(can_use_approval(by))
    valid = Approval.objects.about(subject).holding(at).filter(kind=kind, fingerprint=fingerprint)
    approval = valid.order_by("expires_at", "pk").first()
    if approval is None:
        return None
    move(approval, Approval.Status.USED, used_at=at)
    record(ApprovalUsed, subject=approval, by=by, at=at, title=approval.kept_title)
    return approval
