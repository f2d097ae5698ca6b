"""Checks of a new plan, and of two heads who set the same plan at once (L6)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Conflict, Invalid, Text
from okno.ground.kernel.localized import deferred, freeze
from okno.ground.kernel.moves import change_if
from okno.money.plans.models import SalesPlan
from okno.money.plans.scopes import period_of, span_name
from okno.team.people.models import Employee
from okno.team.people.permissions import SELLERS


def check_plan(
    employee: Employee | None, team_of: Employee | None, span: str, starts_on: date, today: date
) -> None:
    """Raise Invalid unless the period is a whole one, is not over, and the employee or head works in it."""
    if employee is not None and team_of is not None:
        raise Invalid(employee=_("A plan is of one person, of one team or of the company."))
    if span not in SalesPlan.Span.values:
        raise Invalid(span=_("A plan is for a month or for a quarter."))
    if period_of(span, starts_on).starts_on != starts_on:
        raise Invalid(starts_on=_("A plan begins on the first day of its month or quarter."))
    check_not_over(span, starts_on, today)
    if employee is not None:
        _check_works(employee, period_of(span, starts_on).ends_on)
    if team_of is not None:
        _check_works(team_of, period_of(span, starts_on).ends_on)
        if not team_of.team.exists():
            raise Invalid(team_of=_("{name} is nobody's head.").format(name=team_of.name))


def check_not_over(span: str, starts_on: date, today: date) -> None:
    """Raise Invalid when the period is over: past plans are frozen."""
    if period_of(span, starts_on).ends_on < today:
        raise Invalid(
            starts_on=_("It is over: {period}. Its plan stays as it was, whatever came of it.").format(
                period=span_name(span, starts_on)
            )
        )


def _check_works(employee: Employee, ends_on: date) -> None:
    """Raise Invalid for an employee who has left, begins after the period, or does not sell."""
    if employee.left_on is not None:
        raise Invalid(
            employee=_("{name} left on {left_on} and gets no new plan. What was won stays counted.").format(
                name=employee.name, left_on=f"{employee.left_on:%d.%m.%Y}"
            )
        )
    if employee.hired_on > ends_on:
        raise Invalid(
            employee=_("{name} works here only from {hired_on}.").format(
                name=employee.name, hired_on=f"{employee.hired_on:%d.%m.%Y}"
            )
        )
    if not employee.has(*SELLERS):
        raise Invalid(employee=_("{name} does not sell.").format(name=employee.name))


def in_force_of(
    employee: Employee | None, team_of: Employee | None, span: str, starts_on: date
) -> SalesPlan | None:
    """Return the plan in force of this person, team or company for the period, or None."""
    plans = SalesPlan.objects.in_force().filter(employee=employee, team_of=team_of)
    return plans.filter(span=span, starts_on=starts_on).first()


def check_seen(before: SalesPlan | None, seen: int | None) -> None:
    """Raise Conflict when another plan is in force than the one that the head looked at.

    `seen` is its id, 0 where there was none; None: the head looked at nothing, and nothing is checked.
    """
    if seen is not None and seen != (before.pk if before else 0):
        raise set_meanwhile()


def replace(plan: SalesPlan, at: datetime) -> None:
    """Mark the plan as replaced; raise Conflict when another head has just done so."""
    change_if(plan, seen={"replaced_at": None}, otherwise=set_meanwhile().reason, replaced_at=at)


def set_meanwhile() -> Conflict:
    """Return the error for a plan that another head has set meanwhile."""
    return Conflict(_("Somebody else has set this plan meanwhile: look at it and set it again."))


def kept_facts(plan: SalesPlan) -> dict[str, object]:
    """Return the journal's facts about the plan's owner and period, to be read in each reader's language."""
    span, starts_on, of = plan.span, plan.starts_on, plan.team_of
    whose: Text = deferred(lambda: _("the company"))
    if of is not None:
        whose = deferred(lambda: _("the team of {name}").format(name=of.name))
    if plan.employee is not None:
        whose = plan.employee.name
    return {"whose": freeze(whose), "span": freeze(deferred(lambda: span_name(span, starts_on)))}
