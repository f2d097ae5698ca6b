"""The page that the day begins and ends with."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.lists import page_of
from okno.read.today.day import today_of
from okno.read.today.team import team_of
from okno.read.today.worklists import CLIENTS, PARTS
from okno.team.people.models import Role
from okno.team.people.permissions import HEADS

ON_A_PAGE = 25


@signed_in
def today(request: StaffRequest) -> HttpResponse:
    """Show one's own day; a head's second tab shows the team's day."""
    reader, now = request.employee, timezone.now()
    context = {"now": now, "is_head": reader.has(*HEADS), "is_owner": reader.has(Role.OWNER)}
    if context["is_head"] and request.GET.get("view") == "team":
        return render(request, "today/today/team.html", {**context, "team": team_of(reader, at=now)})
    return render(request, "today/today.html", {**context, "today": today_of(reader, at=now)})


@signed_in
def today_part(request: StaffRequest) -> HttpResponse:
    """Show a whole list of the day in pages; an unknown name shows the first list."""
    key = request.GET.get("of", "")
    name = key if key in PARTS else next(iter(PARTS))
    page = page_of(request, PARTS[name].of(request.employee, timezone.now()), size=ON_A_PAGE)
    context = {"page": page, "title": PARTS[name].title, "is_of_clients": name in CLIENTS}
    return render(request, "today/today/part.html", context)
