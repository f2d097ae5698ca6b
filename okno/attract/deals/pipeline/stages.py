"""Stages of the pipeline in use, and the log of a deal's way through them."""

from dataclasses import dataclass
from datetime import date, datetime

from okno.attract.deals.models import Deal, PipelineStage, StageVisit
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Text
from okno.ground.kernel.request_cache import cached_for_request
from okno.ground.kernel.workdays import working_days_between
from okno.team.people.models import Employee


def stage_choices() -> list[tuple[str, Text]]:
    """Code and word of each stage in use, in their order; one query."""
    in_use = PipelineStage.objects.in_use()
    return cached_for_request("stages", lambda: [(stage.code, stage.word) for stage in in_use])


def stage_to_come(code: str) -> PipelineStage | None:
    """Return the stage in use that a deal is about to come to, locked until the end of the transaction.

    Locked, so that of a move and of the stage's removal at once the second sees what the first has done: no
    deal is left in a stage that does not exist.
    """
    if "\0" in code:
        # PostgreSQL takes no such text, and no stage has it.
        return None
    return PipelineStage.objects.in_use().select_for_update(no_key=True).filter(code=code).first()


def first_stage() -> PipelineStage:
    """Return the stage where a deal begins, locked likewise; should it be removed meanwhile, the next one."""
    for stage in PipelineStage.objects.in_use():
        if held := stage_to_come(stage.code):
            return held
    # All that were there have been removed under us, and others added.
    return PipelineStage.objects.in_use()[0]


def come_to_stage(deal: Deal, *, by: Actor, at: datetime) -> None:
    """End the stay of a deal where it was, and begin the one where it stands now."""
    leave_stage(deal, at=at)
    StageVisit.objects.create(deal=deal, stage_id=str(deal.stage_id), entered_at=at, moved_by=by.employee)


def leave_stage(deal: Deal, *, at: datetime) -> None:
    """End the deal's visit to its stage: it is closed, or goes on to the next."""
    StageVisit.objects.filter(deal=deal, left_at__isnull=True).update(left_at=at)


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
class StageHistory:
    stays: list[Stay]
    days: int
    working_days: int


def stage_history(deal: Deal, today: date) -> StageHistory:
    """Return the visits of a deal so far and how long they took; the open one is counted to today."""
    log = StageVisit.objects.filter(deal=deal).select_related("stage", "moved_by")
    stays = [_stay(visit, today) for visit in log]
    return StageHistory(stays, sum(stay.days for stay in stays), sum(stay.working_days for stay in stays))


def _stay(stay: StageVisit, today: date) -> Stay:
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
