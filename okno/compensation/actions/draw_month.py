"""Draw, or draw anew, the open payslips of a month (E5); locked ones are never touched (guard 7)."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.compensation.closed import closed, later_month_corrects, not_ahead
from okno.compensation.drawing import write_month
from okno.compensation.events import MonthDrawn
from okno.compensation.models import Payslip
from okno.compensation.permissions import can_draw_month
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.dates import month_of
from okno.kernel.errors import Conflict, allow
from okno.people.models import Employee
from okno.ui.wording import month_text


@action
def draw_month(
    *, month_on: date, employees: Collection[Employee] | None = None, by: Employee | None, at: datetime
) -> list[Payslip]:
    """The payslips drawn: of everybody who worked in the month under a plan, or of `employees` alone.

    Refused when there is nothing left to draw because all of it is locked.
    """
    allow(can_draw_month(by))
    not_ahead(month_on, local_date(at))
    slips = write_month(month_of(month_on), employees, at)
    if not slips:
        _explain_nothing(month_on, employees)
    record(
        MonthDrawn,
        subject=slips[0],
        company=None,
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
