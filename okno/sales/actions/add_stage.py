"""The pipeline gets one more stage (L4)."""

from collections.abc import Sequence
from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.events import StageAdded
from okno.sales.models import PipelineStage
from okno.sales.permissions import can_set_stages
from okno.sales.pipeline.stage_fields import checked, code_of
from okno.sales.pipeline.stages import hold_stages


@action
def add_stage(
    *,
    name: str,
    kind: str = PipelineStage.Kind.WORK,
    probability_bp: int = 0,
    rot_days: int = 14,
    conditions: Sequence[str] = (),
    by: Employee | None,
    at: datetime,
) -> PipelineStage:
    """The stage stands last; its code is made of the name and stays when the name is changed."""
    allow(can_set_stages(by))
    others = hold_stages()
    given = {"name": name, "kind": kind, "probability_bp": probability_bp, "rot_days": rot_days}
    fields = checked({**given, "conditions": list(conditions)}, others)
    last = max((one.position for one in others), default=0)
    stage = PipelineStage.objects.create(code=code_of(str(fields["name"])), position=last + 10, **fields)
    record(StageAdded, subject=stage, company=None, by=by, at=at, stage=stage.name)
    return stage
