"""The digest of a day as a page."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.ground.kernel.row_ids import id_of
from okno.ground.ui.access import StaffRequest, signed_in
from okno.read.today.digest import digest_of
from okno.team.people.models import Employee

DAY = timedelta(days=1)
EVENING_HOUR = 20
# Managers whose part is in the page at once.
WHOLE = 6


@signed_in
def digest(request: StaffRequest) -> HttpResponse:
    """Show the day of every manager; of many managers the later parts load while scrolling."""
    now = timezone.now()
    on = _day(request.GET.get("on", ""), local_date(now))
    as_of = min(now, at_hour(on, EVENING_HOUR))
    named = _managers(request.GET.get("manager", ""))
    day_digest = digest_of(on, reader=request.employee, at=as_of, managers=named)
    context = {"digest": day_digest, "on": on, "now": as_of, "whole": WHOLE}
    context |= {"before": on - DAY, "after": on + DAY if on < local_date(now) else None}
    if request.htmx and named and day_digest:
        return render(request, "today/digest_part.html", {**context, "part": day_digest.managers[0]})
    return render(request, "today/digest.html", context)


def _managers(text: str) -> list[Employee] | None:
    """Return the manager in the request, None (all) without a valid one."""
    if (manager_id := id_of(text)) is None:
        return None
    return list(Employee.objects.working().filter(pk=manager_id)) or None


def _day(text: str, otherwise: date) -> date:
    """Return the date in the request, or `otherwise` when it is not a valid one."""
    try:
        day = parse_date(text) or otherwise
    except ValueError:
        return otherwise
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else otherwise
