"""A month's plans as those of the month before (L6)."""

from datetime import date, datetime

from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.dates import add_months
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.actions.set_sales_plan import set_sales_plan
from okno.sales.models import SalesPlan
from okno.sales.permissions import can_set_sales_plan
from okno.sales.planning.rules import check_not_over


@action
def copy_sales_plans(*, starts_on: date, by: Employee | None, at: datetime) -> list[SalesPlan]:
    """Into the month that begins then: only where none is set there, and for those who still work here."""
    allow(can_set_sales_plan(by))
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
    """Nobody has left, and a team still has people."""
    people = [one for one in (plan.employee, plan.team_of) if one is not None]
    has_team = plan.team_of is None or plan.team_of.team.exists()
    return has_team and all(one.left_on is None for one in people)
