"""A stage is removed; deals that stand in it go to another, all at once (L4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record, record_each
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Invalid, allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.sales.events import DealMoved, StageRemoved
from okno.sales.models import Deal, PipelineStage, StageStay
from okno.sales.permissions import can_set_stages
from okno.sales.pipeline.stages import hold_stages

BATCH = 500


@action
def remove_stage(*, stage: PipelineStage, to: str = "", by: Employee | None, at: datetime) -> PipelineStage:
    """`to`: the code of the stage where its open deals go; it may be left out when there are none.

    Closed deals stay where they were closed: a loss at a stage of long ago is still told as such.
    Conditions are not asked: it is not the deals that move.
    """
    allow(can_set_stages(by))
    stages = {one.code: one for one in hold_stages()}
    if stage.code not in stages:
        raise Conflict(_("The stage «{stage}» has been removed meanwhile.").format(stage=stage))
    if len(stages) == 1:
        raise Conflict(_("This is the last stage: a deal has to stand somewhere. Add another one first."))
    standing = Deal.objects.open().filter(stage=stage).select_for_update(of=("self",), no_key=True)
    deals = list(standing.select_related("company").order_by("pk"))
    receiver = stages.get(to)
    if to and (receiver is None or receiver.pk == stage.pk):
        raise Invalid(to=_("There is no such stage."))
    if deals and receiver is None:
        raise Invalid(to=_("Choose the stage where its deals go: {count}.").format(count=len(deals)))
    PipelineStage.objects.filter(pk=stage.pk).update(removed_at=at)
    stage.removed_at = at
    if receiver is not None:
        _move(deals, stage, receiver, by, at)
    told = {"stage": keep(stage.word), "deals": len(deals), "to": keep(receiver.word) if receiver else "—"}
    record(StageRemoved, subject=stage, company=None, by=by, at=at, **told)
    return stage


def _move(
    deals: list[Deal], stage: PipelineStage, to: PipelineStage, by: Employee | None, at: datetime
) -> None:
    """In sets, however many: the stays end and begin, the deals move, each has its entry."""
    standing = Deal.objects.open().filter(stage=stage)
    StageStay.objects.filter(deal__in=standing, left_at__isnull=True).update(left_at=at)
    StageStay.objects.bulk_create(
        (StageStay(deal=deal, stage=to, entered_at=at, moved_by=by) for deal in deals), batch_size=BATCH
    )
    if standing.update(stage=to, stage_since_at=at) != len(deals):
        raise Conflict(_("A deal of this stage has just been closed by somebody: try once more."))
    words = {"before": keep(stage.word), "stage": keep(to.word)}
    each = ((deal, deal.company, {"title": deal.title, **words}) for deal in deals)
    record_each(DealMoved, each, by=by, at=at)
