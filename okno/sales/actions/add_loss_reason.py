"""One more reason of losses, or a finer one under another (L5)."""

from datetime import datetime
from uuid import uuid4

from django.db.models import Max
from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.kept import keep
from okno.kernel.text import fold
from okno.people.models import Employee
from okno.sales.events import LossReasonAdded
from okno.sales.losses import branch_of, reason_tree
from okno.sales.models import LossReason
from okno.sales.permissions import can_add_loss_reason


@action
def add_loss_reason(
    *,
    name: str,
    under: LossReason | None = None,
    asks_competitor: bool = False,
    by: Employee | None,
    at: datetime,
) -> LossReason:
    """Add the last of those at its place; one that was removed there under this name comes back instead.

    Once a reason has finer ones, only those are chosen: what was lost for it before stays told of it.
    """
    allow(can_add_loss_reason(by))
    name = " ".join(name.split())[:100]
    _check(name, under)
    beside = LossReason.objects.filter(parent=under)
    same = next((one for one in beside if fold(str(one.word)) == fold(name)), None)
    if same and same.removed_at is None:
        raise Invalid(name=_("There is such a reason already."))
    last = beside.aggregate(last=Max("position"))["last"] or 0
    made = same or LossReason(code=uuid4().hex, name=name, parent=under)
    made.position, made.asks_competitor, made.removed_at = last + 10, asks_competitor, None
    made.save()
    if same is None:
        made.code = f"reason-{made.pk}"
        made.save(update_fields=["code"])
    words = {"reason": keep(made.word), "under": keep(under.word) if under else ""}
    record(LossReasonAdded, subject=made, company=None, by=by, at=at, **words)
    return made


def _check(name: str, under: LossReason | None) -> None:
    if not name:
        raise Invalid(name=_("Name the reason."))
    if under is None:
        return
    above = branch_of(reason_tree(), under.code)
    if above is None:
        raise Invalid(under=_("This reason is not chosen any more: nothing is put under it."))
    if not above.may_go_finer:
        raise Invalid(under=_("No finer than this: a report of more levels is not read."))
