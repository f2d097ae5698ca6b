"""Lock one payslip: from here on it never changes (guard 7)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.compensation.closed import closed, later_month_corrects, not_ahead
from okno.compensation.events import PayslipLocked
from okno.compensation.models import Payslip
from okno.compensation.permissions import can_lock_payslip
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.ui.wording import month_text


@action
def lock_payslip(*, payslip: Payslip, by: Employee | None, at: datetime) -> Payslip:
    """Earlier months go first, for what they carry over stands in this one."""
    allow(can_lock_payslip(by, payslip))
    if payslip.is_locked:
        raise closed(payslip.employee.name, payslip.month_on, later_month_corrects(), payslip)
    not_ahead(payslip.month_on, local_date(at))
    _require_earlier_locked(payslip)
    move(payslip, Payslip.Status.LOCKED, locked_at=at, locked_by=by)
    record(
        PayslipLocked,
        subject=payslip,
        company=None,
        by=by,
        at=at,
        employee=payslip.employee.name,
        month_on=payslip.month_on,
        payable_minor=payslip.payable_minor,
    )
    return payslip


def _require_earlier_locked(payslip: Payslip) -> None:
    earlier = Payslip.objects.filter(employee=payslip.employee, month_on__lt=payslip.month_on)
    still_open = earlier.exclude(status=Payslip.Status.LOCKED).order_by("month_on").first()
    if still_open:
        raise Conflict(
            _("Lock {month} of {name} first: it carries over into this month.").format(
                month=month_text(still_open.month_on), name=payslip.employee.name
            )
        )
    before = earlier.order_by("-month_on").first()
    if before and before.drawn_at > payslip.drawn_at:
        raise Conflict(
            _("Draw {month} of {name} again: the month before has changed since.").format(
                month=month_text(payslip.month_on), name=payslip.employee.name
            )
        )
