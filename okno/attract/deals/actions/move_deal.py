"""A deal goes to another stage (L4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.deals.actions.change_deal import change_deal
from okno.attract.deals.events import DealMoved
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_move_deal
from okno.attract.deals.pipeline.conditions import EntryConditionsMissing, missing_for
from okno.attract.deals.pipeline.stages import come_to_stage, stage_to_come
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.localized import freeze
from okno.ground.kernel.moves import change_if


@action
def move_deal(
    *,
    deal: Deal,
    stage: str,
    seen_stage: str = "",
    by: Actor,
    at: datetime,
    **filled: object,
) -> Deal:
    """Move an open deal. "won" and "lost" are no stages: a contract wins, a loss has its reason.

    `filled` are fields of `change_deal`, written first: what the stage asks for is given in one go with the
    move. Raises EntryConditionsMissing, a Conflict, with what is still missing. `seen_stage` is where the
    mover saw the deal.
    """
    allow(can_move_deal(by, deal))
    _check(deal, stage, seen_stage)
    to = stage_to_come(stage)
    if to is None:
        raise Invalid(stage=_("There is no such stage."))
    if deal.stage_id == stage:
        return deal
    if filled:
        change_deal(deal=deal, by=by, at=at, **filled)
    if missing := missing_for(deal, to):
        raise EntryConditionsMissing(to, missing)
    before = deal.stage
    change_if(deal, seen={"status": Deal.Status.OPEN, "stage": before}, stage=to, stage_since_at=at)
    come_to_stage(deal, by=by, at=at)
    facts = {"title": deal.title, "before": freeze(before.word), "stage": freeze(to.word)}
    record(DealMoved, subject=deal, by=by, at=at, **facts)
    return deal


def _check(deal: Deal, stage: str, seen_stage: str) -> None:
    if stage == Deal.Status.WON:
        raise Conflict(
            _("Only the signing of a contract wins a deal. Open it, send a quote and sign the contract.")
        )
    if stage == Deal.Status.LOST:
        raise Conflict(_("A loss needs its reason and the client's attitude: mark the loss of the deal."))
    if not deal.is_open:
        raise Conflict(_("The deal is already «{status}».").format(status=deal.get_status_display()))
    if seen_stage and seen_stage != deal.stage_id:
        context = {"deal": deal, "stage": deal.stage}
        raise Conflict(_("«{deal}» has been moved meanwhile: it stands at «{stage}».").format(**context))
