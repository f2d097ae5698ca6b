"""A whole sheet of plans at once: every cell that a head has changed (L6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Invalid, Text, allow
from okno.people.models import Employee
from okno.sales.actions.set_sales_plan import set_sales_plan
from okno.sales.actions.withdraw_sales_plan import withdraw_sales_plan
from okno.sales.models import SalesPlan
from okno.sales.permissions import can_set_sales_plan
from okno.sales.planning.rules import check_seen, in_force_of


@dataclass(frozen=True)
class NewPlan:
    """One cell; `target_minor` None takes the plan back. `seen` as `set_sales_plan` has it."""

    employee: Employee | None
    team_of: Employee | None
    span: str
    starts_on: date
    target_minor: int | None
    seen: int | None = None


@action
def set_sales_plans(*, cells: Mapping[str, NewPlan], by: Employee | None, at: datetime) -> list[SalesPlan]:
    """All of them or, when one cannot be set, none: Invalid tells which, by the names of the cells."""
    allow(can_set_sales_plan(by))
    done: list[SalesPlan] = []
    wrong: dict[str, Text] = {}
    for name, cell in cells.items():
        try:
            done += _set(cell, by, at)
        except (Invalid, Conflict) as error:
            wrong[name] = error.reason
    if wrong:
        raise Invalid(**wrong)
    return done


def _set(cell: NewPlan, by: Employee | None, at: datetime) -> list[SalesPlan]:
    whose = {"employee": cell.employee, "team_of": cell.team_of}
    if cell.target_minor is not None:
        when = {"span": cell.span, "starts_on": cell.starts_on, "seen": cell.seen}
        return [set_sales_plan(**whose, **when, target_minor=cell.target_minor, by=by, at=at)]  # type: ignore[arg-type]
    before = in_force_of(cell.employee, cell.team_of, cell.span, cell.starts_on)
    check_seen(before, cell.seen)
    return [withdraw_sales_plan(plan=before, by=by, at=at)] if before else []
