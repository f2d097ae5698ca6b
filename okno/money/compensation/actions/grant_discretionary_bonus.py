"""The head's bonus for a month, from nothing to the plan's most (E2)."""

from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import add_months, month_of
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.money import format_minor
from okno.money.compensation.amounts import ComponentKind
from okno.money.compensation.calculation import redraw
from okno.money.compensation.events import DiscretionaryBonusGranted
from okno.money.compensation.models import DiscretionaryBonus
from okno.money.compensation.period_lock import not_ahead, refuse_closed
from okno.money.compensation.permissions import can_grant_discretionary_bonus
from okno.money.compensation.plan_lookup import PlanLookup
from okno.team.people.models import Employee


@action
def grant_discretionary_bonus(
    *, employee: Employee, month_on: date, amount_minor: int, reason: str, by: Actor, at: datetime
) -> DiscretionaryBonus:
    """Grant the head's bonus for a month, in kopecks, draw the open payslip anew and return the bonus.

    Granting again replaces the amount while the month is open. Raises Refused when the month or a later one
    is locked, Invalid for an amount beyond the plan, a month of probation or an empty reason (E2).
    """
    allow(can_grant_discretionary_bonus(by, employee))
    assert by.employee is not None
    not_ahead(month_on, local_date(at))
    refuse_closed(employee, month_on, _("Judge the first month that is still open."))
    _require_within_plan(employee, month_on, amount_minor)
    if not reason.strip():
        raise Invalid(reason=_("Say what the bonus is for."))
    judgement, _is_new = DiscretionaryBonus.objects.update_or_create(
        employee=employee,
        month_on=month_on,
        defaults={"amount_minor": amount_minor, "reason": reason.strip(), "by": by.employee, "at": at},
    )
    redraw(employee, month_on, at)
    record(
        DiscretionaryBonusGranted,
        subject=employee,
        by=by,
        at=at,
        employee=employee.name,
        month_on=month_on,
        amount_minor=amount_minor,
        reason=judgement.reason,
    )
    return judgement


def _require_within_plan(employee: Employee, month_on: date, amount_minor: int) -> None:
    rule = PlanLookup().rule(employee.pk, ComponentKind.JUDGEMENT, month_of(month_on).ends_on)
    if rule is None:
        raise Invalid(employee=_("{name}'s pay plan has no bonus by judgement.").format(name=employee.name))
    if month_on < add_months(employee.hired_on, rule.component.probation_months):
        raise Invalid(month_on=_("{name} was on probation in this month.").format(name=employee.name))
    if not 0 <= amount_minor <= rule.component.amount_minor:
        most = format_minor(rule.component.amount_minor, get_language() or "ru")
        raise Invalid(amount_minor=_("The plan allows from nothing to {most}.").format(most=most))
