"""The team advisor: whom to hire next, and what that stands on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, signed_in
from okno.read.reports.advisor.advisor_data import measures_of
from okno.read.reports.advisor.charts import charts_of
from okno.read.reports.advisor.figures import figures_of
from okno.read.reports.permissions import can_see_advisor


@signed_in
def advisor(request: StaffRequest) -> HttpResponse:
    """Show the advice first, then the figures it rests on."""
    allow(can_see_advisor(request.actor))
    now = timezone.now()
    figures = figures_of(request.employee, at=now)
    context = {
        "figures": figures,
        "measures": measures_of(figures.flow),
        "charts": charts_of(figures),
        "now": now,
    }
    return render(request, "reports/advisor.html", context)
