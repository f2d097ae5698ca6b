"""Pages that read across rooms."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from okno.kernel.clock import at_hour, local_date
from okno.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.people.doors import signed_in
from okno.people.models import Employee
from okno.reports.digest import digest_of
from okno.reports.today import today_of

EVENING_HOUR = 20


@signed_in
def today(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    return render(request, "reports/today.html", {"today": today_of(_reader(request), at=now), "now": now})


@signed_in
def digest(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    on = _day(request.GET.get("on", ""), local_date(now))
    as_of = min(now, at_hour(on, EVENING_HOUR))
    found = digest_of(on, reader=_reader(request), at=as_of)
    return render(request, "reports/digest.html", {"digest": found, "on": on, "now": as_of})


def _day(text: str, otherwise: date) -> date:
    """The date asked for; what is no date means today."""
    try:
        asked = parse_date(text) or otherwise
    except ValueError:
        return otherwise
    return asked if FIRST_YEAR <= asked.year <= LAST_YEAR else otherwise


def _reader(request: HttpRequest) -> Employee:
    employee: Employee = request.employee  # type: ignore[attr-defined]
    return employee
