"""The digest of a day as a page."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from okno.kernel.clock import at_hour, local_date
from okno.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.kernel.keys import key_of
from okno.people.doors import StaffRequest, signed_in
from okno.people.models import Employee
from okno.reports.digest import digest_of

DAY = timedelta(days=1)
EVENING_HOUR = 20
# Managers whose part is in the page at once.
WHOLE = 6


@signed_in
def digest(request: StaffRequest) -> HttpResponse:
    """The day of every manager; where they are many, the later ones are asked for as one comes to them."""
    now = timezone.now()
    on = _day(request.GET.get("on", ""), local_date(now))
    as_of = min(now, at_hour(on, EVENING_HOUR))
    named = _managers(request.GET.get("manager", ""))
    found = digest_of(on, reader=request.employee, at=as_of, managers=named)
    context = {"digest": found, "on": on, "now": as_of, "whole": WHOLE}
    context |= {"before": on - DAY, "after": on + DAY if on < local_date(now) else None}
    if request.htmx and named and found:
        return render(request, "reports/digest_part.html", {**context, "part": found.managers[0]})
    return render(request, "reports/digest.html", context)


def _managers(text: str) -> list[Employee] | None:
    """The one asked for; everybody where nobody is named."""
    if (known := key_of(text)) is None:
        return None
    return list(Employee.objects.working().filter(pk=known)) or None


def _day(text: str, otherwise: date) -> date:
    """The date asked for; what is no date means today."""
    try:
        asked = parse_date(text) or otherwise
    except ValueError:
        return otherwise
    return asked if FIRST_YEAR <= asked.year <= LAST_YEAR else otherwise
