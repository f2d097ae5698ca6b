"""The months of a client's business."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from okno.clients.actions.set_season import set_season as set_season_of
from okno.clients.forms_reach import SeasonForm
from okno.clients.models import Company
from okno.clients.permissions import can_set_season
from okno.clients.seasons import season_of
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.edits import edit


@signed_in
def season(request: StaffRequest, pk: int) -> HttpResponse:
    """The strip of twelve months."""
    return _strip(request, one_visible(Company.objects, request, pk))


@signed_in
def set_season(request: StaffRequest, pk: int) -> HttpResponse:
    company = one_visible(Company.objects, request, pk)
    allow(can_set_season(request.employee, company))
    if not request.htmx:
        return redirect(company)

    def act(**given: Any) -> Company:
        months = {"busy_months": company.busy_months, "dead_months": company.dead_months} | given
        return set_season_of(company=company, by=request.employee, at=timezone.now(), **months)

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
    context = {
        "company": company,
        "season": season_of(company, timezone.localdate()),
        "can_set_season": can_set_season(request.employee, company),
        "focused": True,
    }
    return render(request, "clients/season.html", context)
