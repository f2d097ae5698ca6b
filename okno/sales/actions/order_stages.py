"""Stages stand in another order (L4)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.sales.events import StagesOrdered
from okno.sales.models import PipelineStage
from okno.sales.permissions import can_set_stages
from okno.sales.pipeline.stages import hold_stages


@action
def order_stages(*, order: Sequence[str], by: Employee | None, at: datetime) -> list[PipelineStage]:
    """`order`: the codes of all stages in use, from the first to the last."""
    allow(can_set_stages(by))
    stages = hold_stages()
    known = {stage.code: stage for stage in stages}
    if sorted(order) != sorted(known):
        raise Conflict(_("The stages have changed meanwhile: look at them and order them again."))
    if list(order) == [stage.code for stage in stages]:
        return stages
    ordered = [known[code] for code in order]
    for place, stage in enumerate(ordered, start=1):
        stage.position = place * 10
    PipelineStage.objects.bulk_update(ordered, ["position"])
    words = keep([stage.word for stage in ordered])
    record(StagesOrdered, subject=ordered[0], company=None, by=by, at=at, order=words)
    return ordered
