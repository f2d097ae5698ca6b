"""The sheet of plans: company, teams and people by the months of a quarter, and what does not add up (L6)."""

from dataclasses import dataclass
from datetime import date

from okno.kernel.dates import Period
from okno.people.models import Employee
from okno.sales.models import SalesPlan
from okno.sales.planning.plans import (
    COMPANY,
    PERSON,
    TEAM,
    Plans,
    Span,
    Whose,
    months_of_quarter,
    period_of,
    plans_of,
    sellers,
    teams_of,
)

Columns = list[tuple[str, date]]


@dataclass(frozen=True)
class SheetCell:
    """`people_minor` and `months_minor` are told where they differ from the plan that is set."""

    name: str
    whose: Whose
    span: str
    starts_on: date
    plan: SalesPlan | None
    is_over: bool
    is_open: bool
    people_minor: int | None = None
    months_minor: int | None = None

    @property
    def may_withdraw(self) -> bool:
        """A plan of who has left is not set anew, but may be taken back while its time is not over."""
        return self.plan is not None and not self.is_open and not self.is_over


@dataclass(frozen=True)
class SheetRow:
    whose: Whose
    cells: list[SheetCell]


@dataclass(frozen=True)
class Sheet:
    quarter: Period
    columns: Columns
    rows: list[SheetRow]

    @property
    def open_cells(self) -> list[SheetCell]:
        return [cell for row in self.rows for cell in row.cells if cell.is_open]


def sheet_of(quarter: Period, today: date) -> Sheet:
    """Three queries and one per kind of row, however many people there are."""
    plans = plans_of(quarter.starts_on, quarter.ends_on)
    columns: Columns = [(Span.MONTH.value, month) for month in months_of_quarter(quarter.starts_on)]
    columns.append((Span.QUARTER.value, quarter.starts_on))
    rows = [
        SheetRow(one, [_cell(plans, one, span, starts_on, today) for span, starts_on in columns])
        for one in _rows(plans, quarter)
    ]
    return Sheet(quarter, columns, rows)


def _rows(plans: Plans, quarter: Period) -> list[Whose]:
    """The company; each team with its people under it; who has no head; who left and has a plan here too."""
    people = [
        one
        for one in sellers(quarter.starts_on).select_related("head")
        if one.left_on is None or one.pk in plans.people
    ]
    heads = {one.head_id: one.head for one in people if one.head}
    set_for = {team for _person, team, _span, _on in plans.rows if team is not None}
    heads |= {one.pk: one for one in Employee.objects.filter(pk__in=set_for - heads.keys())}
    members = teams_of(Employee.objects.filter(head__in=heads))
    found = [Whose(COMPANY)]
    for head in sorted(heads.values(), key=lambda one: (one.name, one.pk)):
        found.append(Whose(TEAM, head, members.get(head.pk, ())))
        found += [Whose(PERSON, one, (one.pk,)) for one in people if one.head_id == head.pk]
    return found + [Whose(PERSON, one, (one.pk,)) for one in people if one.head_id is None]


def _cell(plans: Plans, whose: Whose, span: str, starts_on: date, today: date) -> SheetCell:
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
    """What is to be told beside the cell: the sum, unless the plan says the same."""
    return None if plan is not None and plan.target_minor == minor else minor
