"""Where deals stick and where they are lost: the way through the stages, from the log of their stays (L4).

Of each stage: the deals that came to it in the days asked for, each once however often it came back, and
where they are now: went on, lost there, stand there, or went back. A move that was taken back has left the
log. Loaded history is left out: of it only the last stage is known, and it would pass through nothing.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate

from okno.attract.deals.drilldown import ANY, STAGE_OUTCOMES, came_to_stage
from okno.attract.deals.models import Deal, PipelineStage
from okno.ground.kernel.dates import Period
from okno.ground.kernel.errors import Text
from okno.read.reports.funnel.confidence import LEAST_FOR_MEDIAN, Rate, median
from okno.read.reports.funnel.filters import Limits


@dataclass(frozen=True)
class Passage:
    """A stage: `came` = `on` + `lost` + `stand` + `back`. `lost_minor`: a month's fees of those lost there.

    `days`: median of whole calendar days of one stay that has ended; None of too few.
    """

    code: str
    label: Text
    is_removed: bool
    is_documents: bool
    came: int
    on: int
    lost: int
    stand: int
    back: int
    lost_minor: int
    days: int | None
    urls: dict[str, str]

    @property
    def passing(self) -> Rate:
        """Return the share that went on among deals that left the stage; those still in it are undecided."""
        return Rate(self.on, self.came - self.stand)

    @property
    def losing(self) -> Rate:
        return Rate(self.lost, self.came - self.stand)


@dataclass(frozen=True)
class Funnel:
    """`won`: of the deals that came to any stage in these days, those with a contract by now."""

    passages: list[Passage]
    deals: int
    won: int
    won_url: str
    lost: int
    lost_url: str

    @property
    def lost_at_documents(self) -> int:
        """Return how many of the lost were lost at document approval (L5)."""
        return sum(passage.lost for passage in self.passages if passage.is_documents)

    @property
    def worst(self) -> Passage | None:
        """Return the stage with most losses, of equals the one with more fees lost; None without losses."""
        losing = [passage for passage in self.passages if passage.lost]
        return max(losing, key=lambda passage: (passage.lost, passage.lost_minor), default=None)


def funnel_of(limits: Limits, period: Period) -> Funnel:
    """Return the way of deals that came to stages in these days, both included; three GROUP BY."""
    ours = replace(limits, with_history=False)
    came = came_to_stage(period.starts_on, period.ends_on)
    deals = ours.deals().filter(came)
    figures = {name: Count("pk", STAGE_OUTCOMES[name][1], distinct=True) for name in STAGE_OUTCOMES}
    rows = deals.values_list("stays__stage").annotate(came=Count("pk", distinct=True), **figures)
    counted: dict[str, tuple[int, ...]] = {code: tuple(rest) for code, *rest in rows}
    whole = deals.aggregate(
        deals=Count("pk", distinct=True),
        won=Count("pk", Q(status="won"), distinct=True),
        lost=Count("pk", Q(status="lost"), distinct=True),
    )
    stage_figures = _Known(counted, _days(ours, came), _lost_sums(ours, came))
    days = {"entered_from": period.starts_on.isoformat(), "entered_to": period.ends_on.isoformat()}
    any_stage = partial(ours.deal_list, entered=ANY, **days)
    return Funnel(
        passages=[
            _passage(stage, stage_figures, partial(ours.deal_list, entered=stage.code, **days))
            for stage in PipelineStage.objects.all()
            if stage.removed_at is None or stage.code in counted
        ],
        **whole,
        won_url=any_stage(view="won") if whole["won"] else "",
        lost_url=any_stage(view="lost") if whole["lost"] else "",
    )


@dataclass(frozen=True)
class _Known:
    """By the code of a stage."""

    figures: dict[str, tuple[int, ...]]
    days: dict[str, Counter[int]]
    lost_minor: dict[str, int]


def _days(ours: Limits, came: Q) -> dict[str, Counter[int]]:
    """Return {stage: {whole days of an ended stay: count}}."""
    ended = ours.deals().filter(came & Q(stays__left_at__isnull=False))
    dated = ended.annotate(from_on=TruncDate("stays__entered_at"), to_on=TruncDate("stays__left_at"))
    days_by_stage: dict[str, Counter[int]] = defaultdict(Counter)
    rows = dated.values_list("stays__stage", "from_on", "to_on").annotate(n=Count("pk"))
    for stage, from_on, to_on, many in rows:
        days_by_stage[stage][(to_on - from_on).days] += many
    return days_by_stage


def _lost_sums(ours: Limits, came: Q) -> dict[str, int]:
    """Return lost fees by stage. By a subquery: a deal that came to its last stage twice is lost once."""
    lost_there = ours.deals().filter(came & STAGE_OUTCOMES["lost"][1]).values("pk")
    rows = Deal.objects.filter(pk__in=lost_there).order_by().values_list("stage")
    return {stage: minor or 0 for stage, minor in rows.annotate(minor=Sum("monthly_minor"))}


def _passage(stage: PipelineStage, figures: _Known, address: Any) -> Passage:
    came, *went = figures.figures.get(stage.code, (0,) * (len(STAGE_OUTCOMES) + 1))
    days = figures.days.get(stage.code, Counter())
    many = dict(zip(STAGE_OUTCOMES, went, strict=True))
    urls = {name: address(went=name) for name, count in many.items() if count}
    return Passage(
        code=stage.code,
        label=stage.word,
        is_removed=stage.removed_at is not None,
        is_documents=stage.kind == PipelineStage.Kind.DOCUMENTS,
        came=came,
        on=many["on"],
        lost=many["lost"],
        stand=many["stands"],
        back=many["back"],
        lost_minor=figures.lost_minor.get(stage.code, 0),
        days=median(days) if sum(days.values()) >= LEAST_FOR_MEDIAN else None,
        urls={**urls, **({"came": address()} if came else {})},
    )
