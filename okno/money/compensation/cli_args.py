"""Arguments of the room's commands: a month, an employee."""

from datetime import date

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from okno.ground.kernel.dates import parse_month
from okno.team.people.models import Employee


def month_argument(text: str) -> date:
    """Return the first day of a month written as 2026-10; a usage error otherwise."""
    try:
        return parse_month(text).starts_on
    # `from None`: who typed a wrong month needs the sentence, not the traceback behind it.
    except ValueError:
        raise CommandError(_("Write a month as 2026-10."), returncode=2) from None


def employee_argument(text: str) -> Employee:
    """Return the employee with this id or e-mail; a usage error when there is none."""
    people = Employee.objects.order_by("pk")
    is_id = text.isascii() and text.isdigit() and len(text) < 19
    employee = (people.filter(pk=int(text)) if is_id else people.filter(email__iexact=text)).first()
    if employee is None:
        raise CommandError(_("There is no employee {text}.").format(text=text), returncode=2)
    return employee
