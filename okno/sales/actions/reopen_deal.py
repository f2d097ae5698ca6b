"""A lost deal comes back to life."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, allow
from okno.kernel.kept import keep
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.sales.assignment.assign import works
from okno.sales.events import DealHandedOver, DealReopened
from okno.sales.keys import take_back
from okno.sales.models import Deal
from okno.sales.permissions import can_reopen_deal
from okno.sales.pipeline.stages import come_to_stage, first_stage, stage_to_come


@action
def reopen_deal(*, deal: Deal, by: Employee | None, at: datetime) -> Deal:
    """Open a lost deal again at its stage; why it was lost stays in the journal. History is not reopened."""
    allow(can_reopen_deal(by, deal))
    if deal.imported:
        raise Conflict(_("This deal is loaded history: register a new lead for this client instead."))
    reason = deal.loss_reason.word if deal.loss_reason else ""
    # Held before the deal is; what stood in a stage that is removed since begins anew.
    stage = stage_to_come(str(deal.stage_id)) or first_stage()
    move(
        deal,
        Deal.Status.OPEN,
        closed_on=None,
        stage=stage,
        stage_since_at=at,
        loss_reason=None,
        competitor="",
        attitude="",
        loss_note="",
    )
    come_to_stage(deal, by=by, at=at)
    _take_over(deal, by, at)
    if deal.lead:
        take_back(deal.lead)
    words = {"title": deal.title, "reason": keep(reason)}
    record(DealReopened, subject=deal, company=deal.company, by=by, at=at, **words)
    return deal


def _take_over(deal: Deal, by: Employee | None, at: datetime) -> None:
    """Whose owner has left us meanwhile is led by who opens it again."""
    before = deal.owner
    if by is None or before is None or works(before, local_date(at)):
        return
    Deal.objects.filter(pk=deal.pk).update(owner=by)
    deal.owner = by
    words = {"title": deal.title, "owner": by.name, "before": before.name, "reason": ""}
    record(DealHandedOver, subject=deal, company=deal.company, by=by, at=at, **words)
