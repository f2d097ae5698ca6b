"""The head's bonus for a month, from nothing to the plan's most (E2)."""

from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okno.compensation.agreed import Agreed
from okno.compensation.amounts import ComponentKind
from okno.compensation.closed import not_ahead, refuse_closed
from okno.compensation.drawing import redraw
from okno.compensation.events import Judged
from okno.compensation.models import Judgement
from okno.compensation.permissions import can_judge
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.dates import add_months, month_of
from okno.kernel.errors import Invalid, allow
from okno.kernel.money import format_minor
from okno.people.models import Employee


@action
def judge(
    *, employee: Employee, month_on: date, amount_minor: int, reason: str, by: Employee | None, at: datetime
) -> Judgement:
    """Kopecks; judging again replaces the first word while the month is open. The payslip is drawn anew."""
    allow(can_judge(by, employee))
    assert by is not None
    not_ahead(month_on, local_date(at))
    refuse_closed(employee, month_on, _("Judge the first month that is still open."))
    _require_within_plan(employee, month_on, amount_minor)
    if not reason.strip():
        raise Invalid(reason=_("Say what the bonus is for."))
    judgement, _is_new = Judgement.objects.update_or_create(
        employee=employee,
        month_on=month_on,
        defaults={"amount_minor": amount_minor, "reason": reason.strip(), "by": by, "at": at},
    )
    redraw(employee, month_on, at)
    record(
        Judged,
        subject=employee,
        company=None,
        by=by,
        at=at,
        employee=employee.name,
        month_on=month_on,
        amount_minor=amount_minor,
        reason=judgement.reason,
    )
    return judgement


def _require_within_plan(employee: Employee, month_on: date, amount_minor: int) -> None:
    rule = Agreed().rule(employee.pk, ComponentKind.JUDGEMENT, month_of(month_on).ends_on)
    if rule is None:
        raise Invalid(employee=_("{name}'s pay plan has no bonus by judgement.").format(name=employee.name))
    if month_on < add_months(employee.hired_on, rule.component.probation_months):
        raise Invalid(month_on=_("{name} was on probation in this month.").format(name=employee.name))
    if not 0 <= amount_minor <= rule.component.amount_minor:
        most = format_minor(rule.component.amount_minor, get_language() or "ru")
        raise Invalid(amount_minor=_("The plan allows from nothing to {most}.").format(most=most))
