"""A lost deal comes back to life."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.assignment.assign import works
from okno.attract.deals.events import DealHandedOver, DealReopened
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_reopen_deal
from okno.attract.deals.pipeline.stages import come_to_stage, first_stage, stage_to_come
from okno.attract.leads.keys import reclaim_keys
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.localized import freeze
from okno.ground.kernel.moves import move


@action
def reopen_deal(*, deal: Deal, by: Actor, at: datetime) -> Deal:
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
        reclaim_keys(deal.lead)
    facts = {"title": deal.title, "reason": freeze(reason)}
    record(DealReopened, subject=deal, by=by, at=at, **facts)
    return deal


def _take_over(deal: Deal, by: Actor, at: datetime) -> None:
    """Give the deal to whoever reopens it when its owner has left the company meanwhile."""
    before = deal.owner
    if by.employee is None or before is None or works(before, local_date(at)):
        return
    Deal.objects.filter(pk=deal.pk).update(owner=by.employee)
    deal.owner = by.employee
    facts = {"title": deal.title, "owner": by.employee.name, "before": before.name, "reason": ""}
    record(DealHandedOver, subject=deal, by=by, at=at, **facts)
