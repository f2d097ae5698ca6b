"""A deal goes to another stage (L4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Invalid, allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.sales.events import DealMoved
from okno.sales.models import Deal, PipelineStage
from okno.sales.permissions import can_move_deal
from okno.sales.stages import come_to_stage


@action
def move_deal(*, deal: Deal, stage: str, by: Employee | None, at: datetime) -> Deal:
    """Move an open deal. "won" and "lost" are no stages: a contract wins, a loss has its reason."""
    allow(can_move_deal(by, deal))
    if stage == Deal.Status.WON:
        raise Conflict(
            _("Only the signing of a contract wins a deal. Open it, send a quote and sign the contract.")
        )
    if stage == Deal.Status.LOST:
        raise Conflict(_("A loss needs its reason and the client's attitude: mark the loss of the deal."))
    to = PipelineStage.objects.in_use().filter(code=stage).first()
    if to is None:
        raise Invalid(stage=_("There is no such stage."))
    if not deal.is_open:
        raise Conflict(_("The deal is already «{status}».").format(status=deal.get_status_display()))
    if deal.stage_id == stage:
        return deal
    before = keep(deal.stage.word)
    touched = Deal.objects.filter(pk=deal.pk, status=Deal.Status.OPEN, stage=deal.stage).update(
        stage=to, stage_since_at=at
    )
    if touched != 1:
        raise Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=deal))
    deal.stage, deal.stage_since_at = to, at
    come_to_stage(deal, by=by, at=at)
    record(
        DealMoved,
        subject=deal,
        company=deal.company,
        by=by,
        at=at,
        title=deal.title,
        before=before,
        stage=keep(to.word),
    )
    return deal
