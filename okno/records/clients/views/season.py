"""The strip of a client's busy and dead months."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.edits import edit
from okno.records.clients.actions.set_season import set_season
from okno.records.clients.forms.reach import SeasonForm
from okno.records.clients.models import Company
from okno.records.clients.permissions import can_set_season
from okno.records.clients.seasons import season_of


@signed_in
def season(request: StaffRequest, pk: int) -> HttpResponse:
    """Render the strip of twelve months."""
    return _strip(request, get_visible_or_404(Company.objects, request, pk))


@signed_in
def set_season_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form of the months and save it."""
    company = get_visible_or_404(Company.objects, request, pk)
    allow(can_set_season(request.actor, company))
    if not request.htmx:
        return redirect(company)

    def act(**fields: Any) -> Company:
        months = {"busy_months": company.busy_months, "dead_months": company.dead_months} | fields
        return set_season(company=company, by=request.actor, at=timezone.now(), **months)

    return edit(
        request,
        SeasonForm,
        company,
        act,
        template="clients/season_form.html",
        context={"company": company},
        done=lambda: _strip(request, company),
    )


def _strip(request: StaffRequest, company: Company) -> HttpResponse:
    """Render the company's strip with the focus on it."""
    context = {
        "company": company,
        "season": season_of(company, timezone.localdate()),
        "can_set_season": can_set_season(request.actor, company),
        "focused": True,
    }
    return render(request, "clients/season.html", context)
