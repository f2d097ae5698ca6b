"""The plan and how it goes: what is missing, at which pace, who and which deals would bring it (L6).

A reader has his own line and his team's as one; heads have all (`sales.plans.whose_of`). A team's figure is
shown whole to its people; the deals behind it are only those that each may see.
"""

from dataclasses import dataclass, field
from datetime import date

from okno.kernel.dates import Period
from okno.kernel.money import share_bp
from okno.people.models import Employee
from okno.people.permissions import HEADS
from okno.reports.plan_charts import Going, gap_chart, thoughts_chart
from okno.reports.plan_words import even_if_all, headline, no_plan, pace_words
from okno.sales.models import Deal
from okno.sales.planning.amounts import Cell, Pace, pace
from okno.sales.planning.forecast import (
    Apart,
    Key,
    apart,
    cells_of,
    closing_first,
    thoughts,
    total,
    won_by_day,
)
from okno.sales.planning.plans import (
    COMPANY,
    PERSON,
    TEAM,
    Plans,
    Target,
    Whose,
    period_of,
    plans_of,
    quarter_of,
    sellers,
    span_name,
)
from okno.ui.charts import Chart

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

    whose: Whose | None
    target: Target
    cell: Cell

    @property
    def missing_minor(self) -> int:
        return max(0, (self.target.minor or 0) - self.cell.won_minor)


@dataclass(frozen=True)
class PlanReport:
    """`unlike_minor`: the people's plans together, when the plan of the team or company is another."""

    whose: Whose
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

    @property
    def forecast_gap_minor(self) -> int | None:
        """What would be missing still if all came as expected; None without a plan."""
        if self.target.minor is None:
            return None
        return max(0, self.target.minor - self.cell.forecast_minor)


def plan_report(reader: Employee, whose: Whose, span: str, starts_on: date, on: date) -> PlanReport:
    """Of a month or quarter, on a day; as many queries for a company as for a person, and a few."""
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
    words = headline(goes, is_over=period.ends_on < on) if target.minor is not None else no_plan(goes, name)
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
        headline=words,
        pace_words=_pace_words(goes, target, whole, period, on),
        unlike_minor=None if people == target.minor else people,
        months_minor=None if months == target.minor else months,
        rows=_rows(reader, whose, plans, cells, span, period),
        closing=_closing(reader, whose, goes, period, on),
        charts=[gap_chart(going), thoughts_chart(going, thoughts(period, whose.owners))],
    )


def _pace_words(goes: Pace, target: Target, whole: Cell, period: Period, on: date) -> list[str]:
    if target.minor is None or period.ends_on < on:
        return []
    said = pace_words(goes) if period.contains(on) else []
    lacking = target.minor - whole.won_minor - whole.total_minor
    return [*said, even_if_all(lacking)] if lacking > 0 and whole.open_count else said


def _closing(reader: Employee, whose: Whose, goes: Pace, period: Period, on: date) -> list[Closing]:
    """Promised ones first, then by what is likely; with what they gather against the gap."""
    if period.ends_on < on:
        return []
    found, gathered = [], 0
    for deal in closing_first(reader, period, on, whose.owners)[:SHOWN]:
        minor = deal.monthly_minor or 0
        counted = minor if deal.is_committed else share_bp(minor, deal.stage.probability_bp)
        before, gathered = gathered, gathered + minor
        found.append(Closing(deal, counted, gathered, before < goes.missing_minor <= gathered))
    return found


def _rows(
    reader: Employee, whose: Whose, plans: Plans, cells: dict[Key, Cell], span: str, period: Period
) -> list[PersonRow]:
    """Every person whose figures make up this one, those who left with what they won too."""
    if whose.kind == PERSON or not reader.has(*HEADS):
        return []
    known = {owner for owner, _month in cells if owner is not None}
    known |= {one for one in plans.people if whose.owners is None or one in whose.owners}
    here = set(sellers(period.starts_on).values_list("pk", flat=True))
    shown = known | (here if whose.owners is None else here & set(whose.owners))
    rows = []
    for person in Employee.objects.filter(pk__in=shown).order_by("name", "pk"):
        one = Whose(PERSON, person, (person.pk,))
        cell = total(cell for (owner, _month), cell in cells.items() if owner == person.pk)
        rows.append(PersonRow(one, plans.target(one, span, period.starts_on), cell))
    rows = [row for row in rows if _is_told(row)]
    nobodys = total(cell for (owner, _month), cell in cells.items() if owner is None)
    return rows + ([PersonRow(None, Target(), nobodys)] if nobodys != Cell() else [])


def _is_told(row: PersonRow) -> bool:
    """Who has left is a line as long as he has a plan or figures here."""
    has_left = row.whose is not None and row.whose.of is not None and row.whose.of.left_on is not None
    return not has_left or row.target.minor is not None or row.cell != Cell()


def chosen(choices: list[Whose], key: str, reader: Employee) -> Whose | None:
    """The asked one; without a key a head begins with the company, a seller with himself."""
    if not key:
        first = COMPANY if reader.has(*HEADS) else PERSON
        return next((one for one in choices if one.kind == first), None)
    return next((one for one in choices if one.key == key), None)


def groups(choices: list[Whose]) -> dict[str, list[Whose]]:
    return {kind: [one for one in choices if one.kind == kind] for kind in (COMPANY, TEAM, PERSON)}
