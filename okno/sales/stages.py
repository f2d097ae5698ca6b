"""Stages of the pipeline in use, and the log of a deal's way through them."""

from datetime import datetime

from okno.kernel.errors import Text
from okno.people.models import Employee
from okno.sales.models import Deal, PipelineStage, StageStay


def stage_choices() -> list[tuple[str, Text]]:
    """Code and word of each stage in use, in their order; one query."""
    return [(stage.code, stage.word) for stage in PipelineStage.objects.in_use()]


def come_to_stage(deal: Deal, *, by: Employee | None, at: datetime) -> None:
    """End the stay of a deal where it was, and begin the one where it stands now."""
    leave_stage(deal, at=at)
    StageStay.objects.create(deal=deal, stage_id=str(deal.stage_id), entered_at=at, moved_by=by)


def leave_stage(deal: Deal, *, at: datetime) -> None:
    """The deal stands in no stage any more: it is closed, or goes on to the next."""
    StageStay.objects.filter(deal=deal, left_at__isnull=True).update(left_at=at)
