"""Lock one payslip: from here on it never changes (guard 7)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.moves import move
from okno.ground.ui.formatting import month_text
from okno.money.compensation.events import PayslipLocked
from okno.money.compensation.models import Payslip
from okno.money.compensation.period_lock import closed, later_month_corrects, not_ahead
from okno.money.compensation.permissions import can_lock_payslip


@action
def lock_payslip(*, payslip: Payslip, by: Actor, at: datetime) -> Payslip:
    """Lock a payslip for good and return it (guard 7).

    Raises Refused when it is locked already, Conflict when an earlier month of the employee is open or was
    drawn later: sums carried over from it are part of this payslip.
    """
    allow(can_lock_payslip(by, payslip))
    if payslip.is_locked:
        raise closed(payslip.employee.name, payslip.month_on, later_month_corrects(), payslip)
    not_ahead(payslip.month_on, local_date(at))
    _require_earlier_locked(payslip)
    move(payslip, Payslip.Status.LOCKED, locked_at=at, locked_by=by.employee)
    record(
        PayslipLocked,
        subject=payslip,
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
