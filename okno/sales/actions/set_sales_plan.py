"""A plan for a month or a quarter, of a person, a team or the company (L6)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee
from okno.sales.events import SalesPlanChanged, SalesPlanSet
from okno.sales.models import SalesPlan
from okno.sales.permissions import can_set_sales_plan
from okno.sales.planning.rules import check_plan, check_seen, in_force_of, kept_facts, replace, told


@action
def set_sales_plan(
    *,
    employee: Employee | None = None,
    team_of: Employee | None = None,
    span: str,
    starts_on: date,
    target_minor: int,
    seen: int | None = None,
    by: Employee | None,
    at: datetime,
) -> SalesPlan:
    """Replaces the plan in force. `seen`: the id of the one he looked at, 0 for none; another is a Conflict.

    A month or quarter that is over is frozen, and who has left gets no new plan; those he has stay.
    """
    allow(can_set_sales_plan(by))
    check_plan(employee, team_of, span, starts_on, local_date(at))
    if target_minor < 0:
        raise Invalid(target_minor=_("A plan is never negative."))
    before = in_force_of(employee, team_of, span, starts_on)
    check_seen(before, seen)
    if before is not None and before.target_minor == target_minor:
        return before
    if before is not None:
        replace(before, at)
    try:
        with transaction.atomic():
            plan = SalesPlan.objects.create(
                employee=employee,
                team_of=team_of,
                span=span,
                starts_on=starts_on,
                target_minor=target_minor,
                set_by=by,
                set_at=at,
            )
    except IntegrityError as error:
        raise told() from error
    facts = {**kept_facts(plan), "target_minor": target_minor}
    if before is not None:
        facts["before_minor"] = before.target_minor
    event = SalesPlanChanged if before else SalesPlanSet
    record(event, subject=plan, company=None, by=by, at=at, **facts)
    return plan
