"""Arithmetic of plans and forecasts: what is missing, the pace, what is expected; no models (L6).

A person's month is the cell that everything is added up from: won deals, committed deals with their whole
sums and other open deals by the probability of their stage, rounded once, half up, at the end of that sum. A
quarter, a team and the company are sums of cells, so that every table adds up to the kopeck.

A deal is in one of the three parts: a commitment takes it out of the weighted ones. Documents under approval
are no commitment: deals are lost there too, and the stage's own probability says how many.

Worked (rubles), 22 October 2026, a month of 22 working days, 15 of them over, the plan 400 000:

| what | sum | stage | counted as |
| --- | --- | --- | --- |
| won by 21 October | 240 000 | | won |
| committed, expected 28 October | 50 000 | proposal, 30 % | committed 50 000 |
| expected 30 October | 100 000 | negotiation, 50 % | weighted 50 000 |
| expected 30 October | 33 333 | qualification, 10 % | weighted 3 333.30 |

Forecast 240 000 + 50 000 + 53 333.30 = 343 333.30. Missing 160 000; 7 days are left, today among them:
22 857.15 a day are needed (rounded up), 16 000 a day were won; at this pace the month ends with 352 000.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from okno.ground.kernel.dates import Period
from okno.ground.kernel.money import BASIS_POINTS, div_half_up
from okno.ground.kernel.workdays import is_working_day, working_days_left


@dataclass(frozen=True, slots=True)
class Cell:
    """A person's month, or a sum of such: monthly fees in minor units, `open_count` of the deals dated in it.

    `total_minor` is the whole value of the open deals; a deal without a sum counts as a deal only.
    """

    won_minor: int = 0
    committed_minor: int = 0
    weighted_minor: int = 0
    total_minor: int = 0
    won_count: int = 0
    open_count: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.won_minor + other.won_minor,
            self.committed_minor + other.committed_minor,
            self.weighted_minor + other.weighted_minor,
            self.total_minor + other.total_minor,
            self.won_count + other.won_count,
            self.open_count + other.open_count,
        )

    @property
    def forecast_minor(self) -> int:
        """Return what is won, committed and weighted, in minor units."""
        return self.won_minor + self.committed_minor + self.weighted_minor


@dataclass(frozen=True, slots=True)
class OpenDeals:
    """Open deals of one person, month and stage together: their sum and the stage's probability."""

    minor: int
    probability_bp: int
    is_committed: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class Pace:
    """The progress of a period's plan on a day. The day itself belongs to the days that are left.

    `a_day_minor` and `will_be_minor` are by the working days that are over; None before the first is.
    """

    plan_minor: int
    won_minor: int
    days: int
    days_left: int
    a_day_minor: int | None
    will_be_minor: int | None

    @property
    def days_over(self) -> int:
        """Return the number of working days that are over."""
        return self.days - self.days_left

    @property
    def missing_minor(self) -> int:
        """Return the part of the plan that is not won yet, in minor units; never negative."""
        return max(0, self.plan_minor - self.won_minor)

    @property
    def above_minor(self) -> int:
        """Return what is won above the plan, in minor units; never negative."""
        return max(0, self.won_minor - self.plan_minor)

    @property
    def needed_a_day_minor(self) -> int | None:
        """Return the sum needed a day in minor units, rounded up to be enough; None without days left."""
        # Minus twice, to round up: the sum rounded down would miss the plan by a kopeck on its last day.
        return -(-self.missing_minor // self.days_left) if self.days_left else None

    @property
    def due_by_now_minor(self) -> int:
        """Return what an even pace would have won in the working days that are over, in minor units."""
        return div_half_up(self.plan_minor * self.days_over, self.days) if self.days else 0


def cell(won: Iterable[tuple[int, int]] = (), open_deals: Iterable[OpenDeals] = ()) -> Cell:
    """Return one person's month from (sum, count) of the won deals and from the open deals dated in it."""
    wins, deals = list(won), list(open_deals)
    likely = sum(deal.minor * deal.probability_bp for deal in deals if not deal.is_committed)
    return Cell(
        won_minor=sum(minor for minor, _count in wins),
        committed_minor=sum(deal.minor for deal in deals if deal.is_committed),
        weighted_minor=div_half_up(likely, BASIS_POINTS),
        total_minor=sum(deal.minor for deal in deals),
        won_count=sum(count for _minor, count in wins),
        open_count=sum(deal.count for deal in deals),
    )


def pace(plan_minor: int, won_by_day: Mapping[date, int], period: Period, on: date) -> Pace:
    """Return the progress on the day `on`: its wins are won already, the pace is by the days before it."""
    days = working_days_left(period.starts_on, period.ends_on)
    left = min(days, working_days_left(max(on, period.starts_on), period.ends_on))
    over = days - left
    won = sum(won_by_day.values())
    before = sum(minor for day, minor in won_by_day.items() if day < on)
    return Pace(
        plan_minor=plan_minor,
        won_minor=won,
        days=days,
        days_left=left,
        a_day_minor=div_half_up(before, over) if over else None,
        will_be_minor=max(won, div_half_up(before * days, over)) if over else None,
    )


def working_days_of(period: Period) -> list[date]:
    """Return the working days of the period."""
    every = (period.starts_on + timedelta(days=index) for index in range(period.days))
    return [on for on in every if is_working_day(on)]


def running_total(won_by_day: Mapping[date, int], days: Sequence[date], ends_on: date) -> list[int]:
    """Return the sums won up to each of the days; wins of days off after the last one belong to it."""
    sums, total, left = [], 0, sorted(won_by_day.items())
    for day in days:
        until = ends_on if day == days[-1] else day
        while left and left[0][0] <= until:
            total += left.pop(0)[1]
        sums.append(total)
    return sums


def even_line(plan_minor: int, count: int) -> list[int]:
    """Return the sums due by the end of each of `count` days when the plan is won evenly."""
    return [div_half_up(plan_minor * place, count) for place in range(1, count + 1)]
