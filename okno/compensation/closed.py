"""Guard 7 in words: a month that is locked for somebody takes nothing more."""

from datetime import date

from django.utils.translation import gettext as _

from okno.compensation.models import Payslip
from okno.kernel.dates import month_of
from okno.kernel.errors import Guard, Invalid, Refused, Text
from okno.kernel.kept import later
from okno.people.models import Employee
from okno.ui.wording import month_text


def refuse_closed(employee: Employee, month_on: date, remedy: str) -> None:
    """Refused when this month of the person is locked, or a later one."""
    if Payslip.objects.locked().filter(employee=employee, month_on__gte=month_on).exists():
        raise closed(employee.name, month_on, remedy)


def closed(name: Text, month_on: date, remedy: str, subject: object | None = None) -> Refused:
    return Refused(
        guard=Guard.CLOSED_PERIOD,
        reason=later(
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
    """The month's first day; Invalid when another day was given for a month."""
    if month_on.day != 1:
        raise Invalid(month_on=_("Name a month by its first day."))
    return month_on


def not_ahead(month_on: date, today: date) -> date:
    """The month's first day; Invalid for a month that has not begun."""
    if first_day(month_on) > month_of(today).starts_on:
        raise Invalid(month_on=_("This month has not begun yet."))
    return month_on
