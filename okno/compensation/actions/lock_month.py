"""Lock everybody's payslip of a month (guard 7)."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.compensation.actions.lock_payslip import lock_payslip
from okno.compensation.closed import closed, first_day, later_month_corrects
from okno.compensation.models import Payslip
from okno.compensation.permissions import can_lock_month
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.people.models import Employee
from okno.ui.wording import month_text


@action
def lock_month(*, month_on: date, by: Employee | None, at: datetime) -> list[Payslip]:
    """The payslips locked; all of them or none. Each is journalled by its own locking."""
    allow(can_lock_month(by))
    drawn = Payslip.objects.of_month(first_day(month_on)).select_related("employee").order_by("pk")
    still_open = [slip for slip in drawn if not slip.is_locked]
    if drawn and not still_open:
        raise closed(gettext_lazy("everybody"), month_on, later_month_corrects())
    if not drawn:
        raise Conflict(_("{month} is not drawn yet.").format(month=month_text(month_on).capitalize()))
    return [lock_payslip(payslip=slip, by=by, at=at) for slip in still_open]
