"""The plan and how it goes: what is missing, at which pace, who and which deals would bring it (L6).

A reader has his own line and his team's as one; heads have all (`plans.visible_scopes`). A team's figure is
shown whole to its people; the deals behind it are only those that each may see.
"""

from dataclasses import dataclass, field
from datetime import date

from okno.attract.deals.models import Deal
from okno.ground.kernel.dates import Period
from okno.ground.kernel.money import share_bp
from okno.ground.ui.charts import Chart
from okno.money.plans.amounts import Cell, Pace, pace
from okno.money.plans.forecast import (
    Apart,
    Key,
    apart,
    cells_of,
    closing_first,
    forecast_history,
    total,
    won_by_day,
)
from okno.money.plans.scopes import (
    COMPANY,
    PERSON,
    TEAM,
    Plans,
    PlanScope,
    Target,
    period_of,
    plans_of,
    quarter_of,
    sellers,
    span_name,
)
from okno.read.reports.plan_charts import Going, forecast_history_chart, gap_chart
from okno.read.reports.plan_words import even_if_all, headline, no_plan, pace_words
from okno.team.people.models import Employee
from okno.team.people.permissions import HEADS

SHOWN = 10


@dataclass(frozen=True)
class Closing:
    """A deal that would bring something; `gathers_minor` with those before it; `closes`: then enough."""

    deal: Deal
    counted_minor: int
    gathers_minor: int
    closes: bool


@dataclass(frozen=True)
class PersonRow:
    """One line of the table; `whose` None: deals that nobody leads."""

    whose: PlanScope | None
    target: Target
    cell: Cell

    @property
    def missing_minor(self) -> int:
        return max(0, (self.target.minor or 0) - self.cell.won_minor)


@dataclass(frozen=True)
class PlanReport:
    """`unlike_minor`: the people's plans together, when the plan of the team or company is another."""

    whose: PlanScope
    span: str
    period: Period
    name: str
    on: date
    target: Target
    cell: Cell
    pace: Pace
    apart: Apart
    headline: str
    pace_words: list[str]
    unlike_minor: int | None
    months_minor: int | None
    rows: list[PersonRow] = field(default_factory=list)
    closing: list[Closing] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return self.period.ends_on < self.on


def plan_report(reader: Employee, whose: PlanScope, span: str, starts_on: date, on: date) -> PlanReport:
    """Return the report of a month or quarter on a day; the number of queries is the same for any scope."""
    period, quarter = period_of(span, starts_on), quarter_of(starts_on)
    plans = plans_of(quarter.starts_on, quarter.ends_on)
    target = plans.target(whose, span, period.starts_on)
    cells = cells_of(period, on, whose.owners)
    wins = won_by_day(period, whose.owners)
    goes = pace(target.minor or 0, wins, period, on)
    going = Going(period, on, target.minor, wins, goes)
    name = span_name(span, period.starts_on)
    own = plans.own(whose, span, period.starts_on)
    people = plans.of_people(whose, span, period.starts_on) if own and whose.kind != PERSON else None
    months = plans.of_months(whose, period.starts_on) if own and span == "quarter" else None
    whole = total(cells.values())
    sentence = (
        headline(goes, is_over=period.ends_on < on) if target.minor is not None else no_plan(goes, name)
    )
    return PlanReport(
        whose=whose,
        span=span,
        period=period,
        name=name,
        on=on,
        target=target,
        cell=whole,
        pace=goes,
        apart=apart(on, whose.owners) if period.ends_on >= on else Apart(),
        headline=sentence,
        pace_words=_pace_words(goes, target, whole, period, on),
        unlike_minor=None if people == target.minor else people,
        months_minor=None if months == target.minor else months,
        rows=_rows(reader, whose, plans, cells, span, period),
        closing=_closing(reader, whose, goes, period, on),
        charts=[gap_chart(going), forecast_history_chart(going, forecast_history(period, whose.owners))],
    )


def _pace_words(goes: Pace, target: Target, whole: Cell, period: Period, on: date) -> list[str]:
    if target.minor is None or period.ends_on < on:
        return []
    sentences = pace_words(goes) if period.contains(on) else []
    lacking = target.minor - whole.won_minor - whole.total_minor
    return [*sentences, even_if_all(lacking)] if lacking > 0 and whole.open_count else sentences


def _closing(reader: Employee, whose: PlanScope, goes: Pace, period: Period, on: date) -> list[Closing]:
    """Return deals that would fill the gap, committed first, then by likelihood, with running sums."""
    if period.ends_on < on:
        return []
    rows, gathered = [], 0
    for deal in closing_first(reader, period, on, whose.owners)[:SHOWN]:
        minor = deal.monthly_minor or 0
        counted = minor if deal.is_committed else share_bp(minor, deal.stage.probability_bp)
        before, gathered = gathered, gathered + minor
        rows.append(Closing(deal, counted, gathered, before < goes.missing_minor <= gathered))
    return rows


def _rows(
    reader: Employee, whose: PlanScope, plans: Plans, cells: dict[Key, Cell], span: str, period: Period
) -> list[PersonRow]:
    """Return a row for every employee in the figures, those who left with their won deals included."""
    if whose.kind == PERSON or not reader.has(*HEADS):
        return []
    owners = {owner for owner, _month in cells if owner is not None}
    owners |= {
        employee_id for employee_id in plans.people if whose.owners is None or employee_id in whose.owners
    }
    here = set(sellers(period.starts_on).values_list("pk", flat=True))
    people_ids = owners | (here if whose.owners is None else here & set(whose.owners))
    rows = []
    for person in Employee.objects.filter(pk__in=people_ids).order_by("name", "pk"):
        scope = PlanScope(PERSON, person, (person.pk,))
        cell = total(cell for (owner, _month), cell in cells.items() if owner == person.pk)
        rows.append(PersonRow(scope, plans.target(scope, span, period.starts_on), cell))
    rows = [row for row in rows if _is_told(row)]
    nobodys = total(cell for (owner, _month), cell in cells.items() if owner is None)
    return rows + ([PersonRow(None, Target(), nobodys)] if nobodys != Cell() else [])


def _is_told(row: PersonRow) -> bool:
    """Return whether the row is shown: an employee who left has one only with a plan or figures here."""
    has_left = row.whose is not None and row.whose.of is not None and row.whose.of.left_on is not None
    return not has_left or row.target.minor is not None or row.cell != Cell()


def chosen(choices: list[PlanScope], key: str, reader: Employee) -> PlanScope | None:
    """Return the scope with the key; without a key the company for heads, oneself for sellers."""
    if not key:
        first = COMPANY if reader.has(*HEADS) else PERSON
        return next((scope for scope in choices if scope.kind == first), None)
    return next((scope for scope in choices if scope.key == key), None)


def groups(choices: list[PlanScope]) -> dict[str, list[PlanScope]]:
    return {kind: [scope for scope in choices if scope.kind == kind] for kind in (COMPANY, TEAM, PERSON)}
