"""Copies of last month's plans for a month (L6)."""

from datetime import date, datetime

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import add_months
from okno.ground.kernel.errors import allow
from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.money.plans.models import SalesPlan
from okno.money.plans.permissions import can_copy_sales_plans
from okno.money.plans.rules import check_not_over


@action
def copy_sales_plans(*, starts_on: date, by: Actor, at: datetime) -> list[SalesPlan]:
    """Copy the plans of the month before into the month that begins on `starts_on`; return the new plans.

    Plans that are set there already stay, and employees who have left get none. Raises Invalid when the month
    is over.
    """
    allow(can_copy_sales_plans(by))
    check_not_over(SalesPlan.Span.MONTH, starts_on, local_date(at))
    of_months = SalesPlan.objects.in_force().filter(span=SalesPlan.Span.MONTH)
    there = set(of_months.filter(starts_on=starts_on).values_list("employee", "team_of"))
    before = of_months.filter(starts_on=add_months(starts_on, -1)).select_related("employee", "team_of")
    return [
        set_sales_plan(
            employee=plan.employee,
            team_of=plan.team_of,
            span=plan.span,
            starts_on=starts_on,
            target_minor=plan.target_minor,
            seen=0,
            by=by,
            at=at,
        )
        for plan in before.order_by("pk")
        if (plan.employee_id, plan.team_of_id) not in there and _is_there(plan)
    ]


def _is_there(plan: SalesPlan) -> bool:
    """Return whether the plan's employee or head still works here, and the team still has people."""
    people = [person for person in (plan.employee, plan.team_of) if person is not None]
    has_team = plan.team_of is None or plan.team_of.team.exists()
    return has_team and all(person.left_on is None for person in people)
