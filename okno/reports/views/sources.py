"""The page of sources: seeds, nets and spears side by side."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, signed_in
from okno.reports.funnel.confidence import LEAST_FOR_MEDIAN, LEAST_FOR_SHARE
from okno.reports.funnel.pictures import chart_of_sources
from okno.reports.funnel.reading import filters_of, limits_of
from okno.reports.funnel.sources import sources_of
from okno.reports.permissions import can_read_sales_figures
from okno.reports.spans import span_of


@signed_in
@require_safe
def sources(request: StaffRequest) -> HttpResponse:
    reader, asked = request.employee, request.GET
    allow(can_read_sales_figures(reader))
    # A year: the leads of a quarter have mostly not come to their end.
    span = span_of(asked, local_date(timezone.now()), default="12_months")
    limits = limits_of(reader, asked)
    told = sources_of(limits, span.period)
    context = {
        "span": span,
        "limits": limits,
        "filters": filters_of(limits),
        "told": told,
        # Dozens of campaigns would hide which source brings clients.
        "with_campaigns": asked.get("campaigns") == "yes",
        "chart": chart_of_sources(told),
        "least": LEAST_FOR_SHARE,
        "least_cycles": LEAST_FOR_MEDIAN,
    }
    return render(request, "reports/sources.html", context)
