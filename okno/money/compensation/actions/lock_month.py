"""Lock everybody's payslip of a month (guard 7)."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.ui.formatting import month_text
from okno.money.compensation.actions.lock_payslip import lock_payslip
from okno.money.compensation.models import Payslip
from okno.money.compensation.period_lock import closed, first_day, later_month_corrects
from okno.money.compensation.permissions import can_lock_month


@action
def lock_month(*, month_on: date, by: Actor, at: datetime) -> list[Payslip]:
    """Lock all open payslips of a month and return them: all or none. Each writes its own journal entry.

    Raises Refused when all are locked already, Conflict when none is drawn.
    """
    allow(can_lock_month(by))
    drawn = Payslip.objects.of_month(first_day(month_on)).select_related("employee").order_by("pk")
    still_open = [slip for slip in drawn if not slip.is_locked]
    if drawn and not still_open:
        raise closed(gettext_lazy("everybody"), month_on, later_month_corrects())
    if not drawn:
        raise Conflict(_("{month} is not drawn yet.").format(month=month_text(month_on).capitalize()))
    return [lock_payslip(payslip=slip, by=by, at=at) for slip in still_open]
