"""A person's report on the clients he attracted: bonuses of the month need it in time (E2)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.money.compensation.calculation import redraw
from okno.money.compensation.events import ReportHandedIn
from okno.money.compensation.models import AttractionReport
from okno.money.compensation.period_lock import not_ahead
from okno.money.compensation.permissions import can_hand_in_report
from okno.team.people.models import Employee


@action
def hand_in_report(
    *,
    employee: Employee,
    month_on: date,
    text: str,
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> AttractionReport:
    """Hand in an employee's report on attracted clients for a month and return it.

    `on` is the day of handing in, today by default; only somebody else may vouch for an earlier day. A locked
    month accepts a late report: the bonuses it held are paid in the next open month. Raises Conflict for a
    second report of the month, Invalid for an empty text or an impossible day.
    """
    allow(can_hand_in_report(by, employee))
    today = local_date(at)
    handed_in_on = on or today
    not_ahead(month_on, today)
    if not text.strip():
        raise Invalid(text=_("Write whom you attracted and how."))
    if handed_in_on > today:
        raise Invalid(on=_("The report cannot be handed in in the future."))
    if handed_in_on < max(month_on, today if by.employee == employee else date.min):
        raise Invalid(on=_("Your own report is handed in today, and not before its month begins."))
    try:
        with transaction.atomic():
            report = AttractionReport.objects.create(
                employee=employee, month_on=month_on, handed_in_on=handed_in_on, text=text.strip()
            )
    except IntegrityError as error:
        raise Conflict(_("The report for this month is handed in already.")) from error
    redraw(employee, month_on, at)
    record(
        ReportHandedIn,
        subject=employee,
        by=by,
        at=at,
        employee=employee.name,
        month_on=month_on,
        handed_in_on=handed_in_on,
    )
    return report
