"""What is typed at the command line: a month, a person."""

from datetime import date

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from okno.kernel.dates import parse_month
from okno.people.models import Employee


def month_asked(text: str) -> date:
    """The first day of a month written as 2026-10; a usage error otherwise."""
    try:
        return parse_month(text).starts_on
    except ValueError:
        raise CommandError(_("Write a month as 2026-10."), returncode=2) from None


def employee_asked(text: str) -> Employee:
    """By id or e-mail; a usage error when there is nobody."""
    people = Employee.objects.order_by("pk")
    known = text.isascii() and text.isdigit() and len(text) < 19
    found = (people.filter(pk=int(text)) if known else people.filter(email__iexact=text)).first()
    if found is None:
        raise CommandError(_("There is no employee {text}.").format(text=text), returncode=2)
    return found
