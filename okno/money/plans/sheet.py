"""The sheet of plans: company, teams and people by the months of a quarter, and sums that disagree (L6)."""

from dataclasses import dataclass
from datetime import date

from okno.ground.kernel.dates import Period
from okno.money.plans.models import SalesPlan
from okno.money.plans.scopes import (
    COMPANY,
    PERSON,
    TEAM,
    Plans,
    PlanScope,
    Span,
    months_of_quarter,
    period_of,
    plans_of,
    sellers,
    teams_of,
)
from okno.team.people.models import Employee

Columns = list[tuple[str, date]]


@dataclass(frozen=True)
class SheetCell:
    """A cell of the sheet; `people_minor` and `months_minor` are sums that differ from the plan."""

    name: str
    whose: PlanScope
    span: str
    starts_on: date
    plan: SalesPlan | None
    is_over: bool
    is_open: bool
    people_minor: int | None = None
    months_minor: int | None = None

    @property
    def may_withdraw(self) -> bool:
        """Return whether the plan may only be withdrawn: its owner has left, its period is not over."""
        return self.plan is not None and not self.is_open and not self.is_over


@dataclass(frozen=True)
class SheetRow:
    """A row of the sheet: an owner of plans."""

    whose: PlanScope
    cells: list[SheetCell]


@dataclass(frozen=True)
class Sheet:
    """The sheet of a quarter."""

    quarter: Period
    columns: Columns
    rows: list[SheetRow]

    @property
    def open_cells(self) -> list[SheetCell]:
        """Return the cells that may be set."""
        return [cell for row in self.rows for cell in row.cells if cell.is_open]


def sheet_of(quarter: Period, today: date) -> Sheet:
    """Return the sheet of the quarter; three queries and one per kind of row, at any number of people."""
    plans = plans_of(quarter.starts_on, quarter.ends_on)
    columns: Columns = [(Span.MONTH.value, month) for month in months_of_quarter(quarter.starts_on)]
    columns.append((Span.QUARTER.value, quarter.starts_on))
    rows = [
        SheetRow(scope, [_cell(plans, scope, span, starts_on, today) for span, starts_on in columns])
        for scope in _rows(plans, quarter)
    ]
    return Sheet(quarter, columns, rows)


def _rows(plans: Plans, quarter: Period) -> list[PlanScope]:
    """Return the company, each team with its people, people without a head, and leavers with a plan here."""
    people = [
        person
        for person in sellers(quarter.starts_on).select_related("head")
        if person.left_on is None or person.pk in plans.people
    ]
    heads = {person.head_id: person.head for person in people if person.head}
    set_for = {team for _person, team, _span, _on in plans.rows if team is not None}
    heads |= {person.pk: person for person in Employee.objects.filter(pk__in=set_for - heads.keys())}
    members = teams_of(Employee.objects.filter(head__in=heads))
    scopes = [PlanScope(COMPANY)]
    for head in sorted(heads.values(), key=lambda person: (person.name, person.pk)):
        scopes.append(PlanScope(TEAM, head, members.get(head.pk, ())))
        scopes += [PlanScope(PERSON, person, (person.pk,)) for person in people if person.head_id == head.pk]
    return scopes + [PlanScope(PERSON, person, (person.pk,)) for person in people if person.head_id is None]


def _cell(plans: Plans, whose: PlanScope, span: str, starts_on: date, today: date) -> SheetCell:
    """Return the cell of this owner and period."""
    plan = plans.own(whose, span, starts_on)
    is_over = period_of(span, starts_on).ends_on < today
    people = plans.of_people(whose, span, starts_on) if whose.kind != PERSON else None
    months = plans.of_months(whose, starts_on) if span == Span.QUARTER else None
    has_left = whose.of is not None and whose.of.left_on is not None
    return SheetCell(
        name=f"{whose.key}-{span}-{starts_on:%Y-%m}",
        whose=whose,
        span=span,
        starts_on=starts_on,
        plan=plan,
        is_over=is_over,
        is_open=not is_over and not has_left,
        people_minor=_unlike(plan, people),
        months_minor=_unlike(plan, months),
    )


def _unlike(plan: SalesPlan | None, minor: int | None) -> int | None:
    """Return the sum to show beside the cell; None when it equals the plan."""
    return None if plan is not None and plan.target_minor == minor else minor
