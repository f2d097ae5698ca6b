"""A plan for a month or a quarter, of a person, a team or the company (L6)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.money.plans.events import SalesPlanChanged, SalesPlanSet
from okno.money.plans.models import SalesPlan
from okno.money.plans.permissions import can_set_sales_plan
from okno.money.plans.rules import check_plan, check_seen, in_force_of, kept_facts, replace, set_meanwhile
from okno.team.people.models import Employee


@action
def set_sales_plan(
    *,
    employee: Employee | None = None,
    team_of: Employee | None = None,
    span: str,
    starts_on: date,
    target_minor: int,
    seen: int | None = None,
    by: Actor,
    at: datetime,
) -> SalesPlan:
    """Set the plan in minor units of monthly fees, in place of the one in force, and return it.

    `seen` is the id of the plan that the head looked at, 0 for none; another plan in force raises Conflict.
    Raises Invalid for a period that is over, for an employee who has left, and for a negative sum.
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
        # One plan in force a span and person is a partial unique index; two heads at once meet it here.
        with transaction.atomic():
            plan = SalesPlan.objects.create(
                employee=employee,
                team_of=team_of,
                span=span,
                starts_on=starts_on,
                target_minor=target_minor,
                set_by=by.employee,
                set_at=at,
            )
    except IntegrityError as error:
        raise set_meanwhile() from error
    facts = {**kept_facts(plan), "target_minor": target_minor}
    if before is not None:
        facts["before_minor"] = before.target_minor
    event = SalesPlanChanged if before else SalesPlanSet
    record(event, subject=plan, by=by, at=at, **facts)
    return plan
