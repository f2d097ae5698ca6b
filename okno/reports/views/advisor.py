"""The team advisor: whom to hire next, and what that stands on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, signed_in
from okno.reports.advisor.charts import charts_of
from okno.reports.advisor.figures import figures_of
from okno.reports.advisor.telling import measures_of
from okno.reports.permissions import can_see_advisor


@signed_in
def advisor(request: StaffRequest) -> HttpResponse:
    """The advice first, then the figures that it stands on."""
    allow(can_see_advisor(request.employee))
    now = timezone.now()
    figures = figures_of(request.employee, at=now)
    context = {
        "figures": figures,
        "measures": measures_of(figures.flow),
        "charts": charts_of(figures),
        "now": now,
    }
    return render(request, "reports/advisor.html", context)
