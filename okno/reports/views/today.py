"""The page that the day begins and ends with."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.people.doors import StaffRequest, signed_in
from okno.people.models import Role
from okno.people.permissions import HEADS
from okno.reports.team import team_of
from okno.reports.today import today_of
from okno.reports.waiting import CLIENTS, PARTS
from okno.ui.lists import page_of

ON_A_PAGE = 25


@signed_in
def today(request: StaffRequest) -> HttpResponse:
    """One's own day; a head's second tab is the day of all."""
    reader, now = request.employee, timezone.now()
    context = {"now": now, "is_head": reader.has(*HEADS), "is_owner": reader.has(Role.OWNER)}
    if context["is_head"] and request.GET.get("view") == "team":
        return render(request, "reports/today/team.html", {**context, "team": team_of(reader, at=now)})
    return render(request, "reports/today.html", {**context, "today": today_of(reader, at=now)})


@signed_in
def today_part(request: StaffRequest) -> HttpResponse:
    """One list of the day as a whole, in pages; what no list is called is the first."""
    asked = request.GET.get("of", "")
    name = asked if asked in PARTS else next(iter(PARTS))
    page = page_of(request, PARTS[name].of(request.employee, timezone.now()), size=ON_A_PAGE)
    context = {"page": page, "title": PARTS[name].title, "is_of_clients": name in CLIENTS}
    return render(request, "reports/today/part.html", context)
