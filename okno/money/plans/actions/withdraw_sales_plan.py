"""Withdrawal of a sales plan (L6)."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.money.plans.events import SalesPlanWithdrawn
from okno.money.plans.models import SalesPlan
from okno.money.plans.permissions import can_withdraw_sales_plan
from okno.money.plans.rules import check_not_over, kept_facts, replace


@action
def withdraw_sales_plan(*, plan: SalesPlan, by: Actor, at: datetime) -> SalesPlan:
    """Withdraw the plan and return it; plans of employees who have left may be withdrawn too.

    Raises Invalid when the plan's period is over, because past plans are frozen, and Conflict when the plan
    is replaced already.
    """
    allow(can_withdraw_sales_plan(by))
    check_not_over(plan.span, plan.starts_on, local_date(at))
    replace(plan, at)
    record(
        SalesPlanWithdrawn,
        subject=plan,
        by=by,
        at=at,
        **kept_facts(plan),
        before_minor=plan.target_minor,
    )
    return plan
