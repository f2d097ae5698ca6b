"""Refusals of guard 7: nothing is added to an employee's locked month."""

from datetime import date

from django.utils.translation import gettext as _

from okno.ground.kernel.dates import month_of
from okno.ground.kernel.errors import Guard, Invalid, Refused, Text
from okno.ground.kernel.localized import deferred
from okno.ground.ui.formatting import month_text
from okno.money.compensation.models import Payslip
from okno.team.people.models import Employee


def refuse_closed(employee: Employee, month_on: date, remedy: str) -> None:
    """Raise Refused when this month of the employee, or a later one, is locked."""
    # Of this month or later: a fact told late is corrected in the next open month, never in between.
    if Payslip.objects.locked().filter(employee=employee, month_on__gte=month_on).exists():
        raise closed(employee.name, month_on, remedy)


def closed(name: Text, month_on: date, remedy: str, subject: object | None = None) -> Refused:
    """Return the refusal of a change in a locked month."""
    return Refused(
        guard=Guard.CLOSED_PERIOD,
        reason=deferred(
            lambda: _("{month} of {name} is locked: what was paid does not change.").format(
                month=month_text(month_on).capitalize(), name=name
            )
        ),
        remedy=remedy,
        decides=_("Nobody: this guard is fixed"),
        subject=subject,
    )


def later_month_corrects() -> str:
    return _("A fact told late is corrected by itself in the next open month, naming the old one.")


def first_day(month_on: date) -> date:
    """Return the date; raise Invalid unless it is the first day of a month."""
    if month_on.day != 1:
        raise Invalid(month_on=_("Name a month by its first day."))
    return month_on


def not_ahead(month_on: date, today: date) -> date:
    """Return the month's first day; raise Invalid for another day or a month that has not begun."""
    if first_day(month_on) > month_of(today).starts_on:
        raise Invalid(month_on=_("This month has not begun yet."))
    return month_on
