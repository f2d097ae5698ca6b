"""Draw, or draw anew, the open payslips of a month (E5); locked ones are never touched (guard 7)."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import month_of
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.ui.formatting import month_text
from okno.money.compensation.calculation import write_month
from okno.money.compensation.events import MonthDrawn
from okno.money.compensation.models import Payslip
from okno.money.compensation.period_lock import closed, later_month_corrects, not_ahead
from okno.money.compensation.permissions import can_draw_month
from okno.team.people.models import Employee


@action
def draw_month(
    *, month_on: date, employees: Collection[Employee] | None = None, by: Actor, at: datetime
) -> list[Payslip]:
    """Draw the open payslips of a month and return them: of everybody with a plan, or of `employees` alone.

    `month_on` is the month's first day. Raises Refused when every payslip in question is locked, Conflict
    when nobody worked under a plan in the month, Invalid for a month that has not begun.
    """
    allow(can_draw_month(by))
    not_ahead(month_on, local_date(at))
    slips = write_month(month_of(month_on), employees, at)
    if not slips:
        _explain_nothing(month_on, employees)
    record(
        MonthDrawn,
        subject=slips[0],
        by=by,
        at=at,
        month_on=month_on,
        count=len(slips),
        payable_minor=sum(slip.payable_minor for slip in slips),
    )
    return slips


def _explain_nothing(month_on: date, employees: Collection[Employee] | None) -> None:
    locked = Payslip.objects.locked().filter(month_on__gte=month_on).select_related("employee")
    if employees is not None:
        locked = locked.filter(employee__in=employees)
    names = sorted({slip.employee.name for slip in locked})
    if names:
        raise closed(", ".join(names), month_on, later_month_corrects())
    raise Conflict(
        _("Nobody worked under a pay plan in {month}: agree a plan first.").format(month=month_text(month_on))
    )
