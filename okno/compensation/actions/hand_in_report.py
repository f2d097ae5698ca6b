"""A person's report on the clients he attracted: bonuses of the month need it in time (E2)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.compensation.closed import not_ahead
from okno.compensation.drawing import redraw
from okno.compensation.events import ReportHandedIn
from okno.compensation.models import AttractionReport
from okno.compensation.permissions import can_hand_in_report
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.models import Employee


@action
def hand_in_report(
    *,
    employee: Employee,
    month_on: date,
    text: str,
    on: date | None = None,
    by: Employee | None,
    at: datetime,
) -> AttractionReport:
    """`on` is the day it was handed in; an earlier one than today's only another may vouch for.

    A locked month takes a late report: what it held is paid in the next open month.
    """
    allow(can_hand_in_report(by, employee))
    today = local_date(at)
    handed_in_on = on or today
    not_ahead(month_on, today)
    if not text.strip():
        raise Invalid(text=_("Write whom you attracted and how."))
    if handed_in_on > today:
        raise Invalid(on=_("The report cannot be handed in in the future."))
    if handed_in_on < max(month_on, today if by == employee else date.min):
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
        company=None,
        by=by,
        at=at,
        employee=employee.name,
        month_on=month_on,
        handed_in_on=handed_in_on,
    )
    return report
