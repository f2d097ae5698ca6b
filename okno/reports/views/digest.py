"""The digest of a day as a page."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from okno.kernel.clock import at_hour, local_date
from okno.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.people.doors import StaffRequest, signed_in
from okno.reports.digest import digest_of

EVENING_HOUR = 20


@signed_in
def digest(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    on = _day(request.GET.get("on", ""), local_date(now))
    as_of = min(now, at_hour(on, EVENING_HOUR))
    found = digest_of(on, reader=request.employee, at=as_of)
    return render(request, "reports/digest.html", {"digest": found, "on": on, "now": as_of})


def _day(text: str, otherwise: date) -> date:
    """The date asked for; what is no date means today."""
    try:
        asked = parse_date(text) or otherwise
    except ValueError:
        return otherwise
    return asked if FIRST_YEAR <= asked.year <= LAST_YEAR else otherwise
