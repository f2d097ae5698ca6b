"""A deal is lost: the reason and the client's attitude are both told (L5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid, Text, allow
from okno.kernel.kept import keep
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.sales.events import DealLost
from okno.sales.keys import let_go
from okno.sales.models import Deal, LossReason
from okno.sales.permissions import can_lose_deal
from okno.sales.stages import leave_stage

ATTITUDES = set(Deal.Attitude.values) - {Deal.Attitude.NOT_RECORDED.value}


@action
def lose_deal(
    *, deal: Deal, reason: str, attitude: str, note: str = "", by: Employee | None, at: datetime
) -> Deal:
    """Close an open deal as lost. The stage stays: losses at document approval are counted apart.

    "not_recorded" is for loaded history alone: whoever loses a deal here says why and how the client parted.
    """
    allow(can_lose_deal(by, deal))
    wrong: dict[str, Text] = {}
    why = LossReason.objects.in_use().filter(code=reason).first()
    if why is None:
        wrong["reason"] = _("Choose why the deal is lost.")
    if attitude not in ATTITUDES:
        wrong["attitude"] = _("Choose how the client feels about us.")
    if wrong or why is None:
        raise Invalid(**wrong)
    note = note.strip()[:500]
    move(
        deal,
        Deal.Status.LOST,
        closed_on=local_date(at),
        loss_reason=why,
        attitude=attitude,
        loss_note=note,
    )
    leave_stage(deal, at=at)
    if deal.lead:
        let_go(deal.lead)
    record(
        DealLost,
        subject=deal,
        company=deal.company,
        by=by,
        at=at,
        title=deal.title,
        stage=keep(deal.stage.word),
        reason=keep(why.word),
        attitude=keep(Deal.Attitude(attitude)),
        note=note,
    )
    return deal
