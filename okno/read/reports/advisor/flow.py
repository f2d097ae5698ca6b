"""The weekly flow of qualified leads, and how far it can be relied on. Pure: weeks in, a judgement out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import sqrt
from statistics import fmean

from okno.ground.kernel.workdays import working_days_between
from okno.read.reports.advisor.statistics import (
    Dispersion,
    Interval,
    Trend,
    dispersion,
    neighbours,
    poisson_interval,
    spread_interval,
    trend,
)

WEEK = timedelta(weeks=1)
# Half a year back; four weeks ahead, nine times of ten.
MOST_WEEKS, AHEAD, CONFIDENCE = 26, 4, 0.9
# Of less than this nothing is said.
LEAST_WEEKS, LEAST_LEADS = 8, 20
# A week of fewer working days is no ordinary week: it is shown and not counted.
ORDINARY_DAYS = 3
# What would come by itself in one case of twenty is taken for no chance.
RARE = 0.05
# A flow can be hired for when even its low end brings at least half of what is expected.
RELIED_ON = 0.5


@dataclass(frozen=True, slots=True)
class Week:
    """A whole ISO week, from its Monday."""

    starts_on: date
    count: int
    working_days: int

    @property
    def is_ordinary(self) -> bool:
        return self.working_days >= ORDINARY_DAYS


@dataclass(frozen=True)
class Flow:
    weeks: Sequence[Week]

    @cached_property
    def counts(self) -> list[int]:
        """Return the counts of ordinary weeks in order."""
        return [week.count for week in self.weeks if week.is_ordinary]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def mean(self) -> float:
        return fmean(self.counts) if self.counts else 0.0

    @property
    def is_enough(self) -> bool:
        return len(self.counts) >= LEAST_WEEKS and self.total >= LEAST_LEADS

    @cached_property
    def spread(self) -> Dispersion:
        return dispersion(self.counts)

    @cached_property
    def trend(self) -> Trend:
        return trend(self.counts)

    @cached_property
    def alike(self) -> float:
        return neighbours(self.counts)

    @property
    def is_lumpy(self) -> bool:
        """Return whether the flow spreads wider than independent leads would, or its weeks go in runs."""
        return self.is_wide or self.alike > 1.96 / sqrt(len(self.counts))

    @property
    def is_wide(self) -> bool:
        """Return whether the spread alone is more than chance would make of independent leads."""
        return self.spread.index > 1 and self.spread.chance < RARE

    @property
    def direction(self) -> str:
        """Return "up", "down" or "level"."""
        if self.trend.chance >= RARE:
            return "level"
        return "up" if self.trend.s > 0 else "down"

    @cached_property
    def ahead(self) -> Interval | None:
        """Return how many leads come in the weeks ahead; None when the past is too short or not level."""
        if not self.is_enough or self.direction != "level":
            return None
        if self.is_lumpy:
            return spread_interval(self.counts, AHEAD, CONFIDENCE)
        return poisson_interval(self.total, len(self.counts), AHEAD, CONFIDENCE)

    @property
    def expected(self) -> int:
        """Return how many leads come in the weeks ahead if they are like the past."""
        return round(self.mean * AHEAD)

    @property
    def is_predictable(self) -> bool:
        return self.ahead is not None and self.ahead.low >= RELIED_ON * self.mean * AHEAD


def monday_of(on: date) -> date:
    return on - timedelta(days=on.weekday())


def whole_weeks(on: date, since: date | None, most: int = MOST_WEEKS) -> list[date]:
    """Return Mondays of the whole weeks before the running one, from the first week with data."""
    if since is None:
        return []
    first = since if since.weekday() == 0 else monday_of(since) + WEEK
    first = max(first, monday_of(on) - most * WEEK)
    return [first + n * WEEK for n in range((monday_of(on) - first).days // 7)] if first < on else []


def flow_of(by_day: Mapping[date, int], mondays: Sequence[date]) -> Flow:
    """Return the counts by day folded into these weeks; a week without leads counts as zero."""
    counts = dict.fromkeys(mondays, 0)
    for on, count in by_day.items():
        if (monday := monday_of(on)) in counts:
            counts[monday] += count
    days = timedelta(days=6)
    return Flow(
        [Week(on, n, working_days_between(on - timedelta(days=1), on + days)) for on, n in counts.items()]
    )
