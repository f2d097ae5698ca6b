"""A whole sheet of plans at once: every cell that a head has changed (L6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Invalid, Text, allow
from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.money.plans.actions.withdraw_sales_plan import withdraw_sales_plan
from okno.money.plans.models import SalesPlan
from okno.money.plans.permissions import can_set_sales_plans
from okno.money.plans.rules import check_seen, in_force_of
from okno.team.people.models import Employee


@dataclass(frozen=True)
class NewPlan:
    """One cell. `target_minor` None withdraws the plan; `seen` is as in `set_sales_plan`."""

    employee: Employee | None
    team_of: Employee | None
    span: str
    starts_on: date
    target_minor: int | None
    seen: int | None = None


@action
def set_sales_plans(*, cells: Mapping[str, NewPlan], by: Actor, at: datetime) -> list[SalesPlan]:
    """Set all the plans and return them; raise Invalid by the names of the wrong cells and set none."""
    allow(can_set_sales_plans(by))
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


def _set(cell: NewPlan, by: Actor, at: datetime) -> list[SalesPlan]:
    """Set or withdraw the plan of one cell."""
    whose = {"employee": cell.employee, "team_of": cell.team_of}
    if cell.target_minor is not None:
        when = {"span": cell.span, "starts_on": cell.starts_on, "seen": cell.seen}
        return [set_sales_plan(**whose, **when, target_minor=cell.target_minor, by=by, at=at)]  # type: ignore[arg-type]
    before = in_force_of(cell.employee, cell.team_of, cell.span, cell.starts_on)
    check_seen(before, cell.seen)
    return [withdraw_sales_plan(plan=before, by=by, at=at)] if before else []
