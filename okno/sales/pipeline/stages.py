"""Stages of the pipeline in use, and the log of a deal's way through them."""

from dataclasses import dataclass
from datetime import date, datetime

from okno.kernel.clock import local_date
from okno.kernel.errors import Text
from okno.kernel.once import once
from okno.kernel.workdays import working_days_between
from okno.people.models import Employee
from okno.sales.models import Deal, PipelineStage, StageStay


def stage_choices() -> list[tuple[str, Text]]:
    """Code and word of each stage in use, in their order; one query."""
    in_use = PipelineStage.objects.in_use()
    return once("stages", lambda: [(stage.code, stage.word) for stage in in_use])


def stage_to_come(code: str) -> PipelineStage | None:
    """The stage in use that a deal is about to come to, held until the end of the transaction.

    Held, so that of a move and of the stage's removal at once the second sees what the first has done:
    no deal is left in a stage that is not there.
    """
    if "\0" in code:
        # PostgreSQL takes no such text, and no stage has it.
        return None
    return PipelineStage.objects.in_use().select_for_update(no_key=True).filter(code=code).first()


def first_stage() -> PipelineStage:
    """Where a deal begins, held likewise; should it be removed meanwhile, the one that follows."""
    for stage in PipelineStage.objects.in_use():
        if held := stage_to_come(stage.code):
            return held
    # All that were there have been removed under us, and others added.
    return PipelineStage.objects.in_use()[0]


def hold_stages() -> list[PipelineStage]:
    """All stages in use, in their order, held: only one person changes the pipeline at a time."""
    held = PipelineStage.objects.select_for_update(no_key=True).order_by("code")
    in_use = [stage for stage in held if stage.removed_at is None]
    return sorted(in_use, key=lambda stage: (stage.position, stage.pk))


def come_to_stage(deal: Deal, *, by: Employee | None, at: datetime) -> None:
    """End the stay of a deal where it was, and begin the one where it stands now."""
    leave_stage(deal, at=at)
    StageStay.objects.create(deal=deal, stage_id=str(deal.stage_id), entered_at=at, moved_by=by)


def leave_stage(deal: Deal, *, at: datetime) -> None:
    """The deal stands in no stage any more: it is closed, or goes on to the next."""
    StageStay.objects.filter(deal=deal, left_at__isnull=True).update(left_at=at)


@dataclass(frozen=True)
class Stay:
    """One step of the way: `days` by the calendar, `working_days` of them; a day of both ends is none."""

    stage: PipelineStage
    entered_at: datetime
    left_at: datetime | None
    days: int
    working_days: int
    moved_by: Employee | None


@dataclass(frozen=True)
class Way:
    stays: list[Stay]
    days: int
    working_days: int


def way_of(deal: Deal, today: date) -> Way:
    """The way of a deal so far, and how long it has taken; what stands still now is counted to today."""
    log = StageStay.objects.filter(deal=deal).select_related("stage", "moved_by")
    stays = [_stay(one, today) for one in log]
    return Way(stays, sum(one.days for one in stays), sum(one.working_days for one in stays))


def _stay(stay: StageStay, today: date) -> Stay:
    came = local_date(stay.entered_at)
    went = max(came, local_date(stay.left_at) if stay.left_at else today)
    return Stay(
        stay.stage,
        stay.entered_at,
        stay.left_at,
        (went - came).days,
        working_days_between(came, went),
        stay.moved_by,
    )
