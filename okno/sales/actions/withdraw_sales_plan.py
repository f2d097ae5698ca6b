"""A plan is taken back: from now on there is none (L6)."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.events import SalesPlanWithdrawn
from okno.sales.models import SalesPlan
from okno.sales.permissions import can_set_sales_plan
from okno.sales.planning.rules import check_not_over, kept_facts, replace


@action
def withdraw_sales_plan(*, plan: SalesPlan, by: Employee | None, at: datetime) -> SalesPlan:
    """Of who has left too; of a period that is over it stays. Conflict when it is replaced already."""
    allow(can_set_sales_plan(by))
    check_not_over(plan.span, plan.starts_on, local_date(at))
    replace(plan, at)
    record(
        SalesPlanWithdrawn,
        subject=plan,
        company=None,
        by=by,
        at=at,
        **kept_facts(plan),
        before_minor=plan.target_minor,
    )
    return plan
