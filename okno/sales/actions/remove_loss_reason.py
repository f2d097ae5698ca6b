"""A reason of losses is offered no more; the deals lost for it keep it (L5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.sales.events import LossReasonRemoved
from okno.sales.losses import branch_of, reason_tree
from okno.sales.models import LossReason
from okno.sales.permissions import can_remove_loss_reason


@action
def remove_loss_reason(*, reason: LossReason, by: Employee | None, at: datetime) -> LossReason:
    """It goes with the finer ones under it. The last one stays: a loss without a reason tells nothing."""
    allow(can_remove_loss_reason(by))
    # Two heads who remove the last two at once meet here, on either engine.
    LossReason.objects.in_use().update(removed_at=None)
    tree = reason_tree()
    branch = branch_of(tree, reason.code)
    if branch is None:
        raise Conflict(_("This reason is not chosen any more."))
    going = set(branch.codes())
    if all(code in going for top in tree for code in top.codes()):
        raise Conflict(_("This is the last reason: add another before it goes."))
    LossReason.objects.filter(code__in=going).update(removed_at=at)
    reason.removed_at = at
    record(LossReasonRemoved, subject=reason, company=None, by=by, at=at, reason=keep(reason.word))
    return reason
