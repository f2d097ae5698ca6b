"""What a plan may be set for, and how two heads who set it at once are told apart (L6)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.kernel.errors import Conflict, Invalid, Text
from okno.kernel.kept import keep, later
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.sales.models import SalesPlan
from okno.sales.planning.plans import period_of, span_name


def check_plan(
    employee: Employee | None, team_of: Employee | None, span: str, starts_on: date, today: date
) -> None:
    """A plan is set for a period that is not over yet, and for those who will be there to fulfil it."""
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
    if period_of(span, starts_on).ends_on < today:
        raise Invalid(
            starts_on=_("It is over: {period}. Its plan stays as it was, whatever came of it.").format(
                period=span_name(span, starts_on)
            )
        )


def _check_works(employee: Employee, ends_on: date) -> None:
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
    plans = SalesPlan.objects.in_force().filter(employee=employee, team_of=team_of)
    return plans.filter(span=span, starts_on=starts_on).first()


def check_seen(before: SalesPlan | None, seen: int | None) -> None:
    """`seen` is the id of the plan that he looked at, 0 where there was none; None: he looked at nothing."""
    if seen is not None and seen != (before.pk if before else 0):
        raise told()


def replace(plan: SalesPlan, at: datetime) -> None:
    """Of two at once the second finds it replaced, and is told."""
    now = SalesPlan.objects.in_force().filter(pk=plan.pk).update(replaced_at=at)
    if now != 1:
        raise told()
    plan.replaced_at = at


def told() -> Conflict:
    return Conflict(_("Somebody else has set this plan meanwhile: look at it and set it again."))


def kept_facts(plan: SalesPlan) -> dict[str, object]:
    """What the journal says of whose plan it is and for when, to each in his language."""
    span, starts_on, of = plan.span, plan.starts_on, plan.team_of
    whose: Text = later(lambda: _("the company"))
    if of is not None:
        whose = later(lambda: _("the team of {name}").format(name=of.name))
    if plan.employee is not None:
        whose = plan.employee.name
    return {"whose": keep(whose), "span": keep(later(lambda: span_name(span, starts_on)))}
