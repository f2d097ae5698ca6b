"""The page of sources: seeds, nets and spears side by side."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, signed_in
from okno.read.reports.date_range import span_of
from okno.read.reports.funnel.charts import chart_of_sources
from okno.read.reports.funnel.confidence import LEAST_FOR_MEDIAN, LEAST_FOR_SHARE
from okno.read.reports.funnel.filters import filters_of, limits_of
from okno.read.reports.funnel.sources import sources_of
from okno.read.reports.permissions import can_read_sales_figures


@signed_in
@require_safe
def sources(request: StaffRequest) -> HttpResponse:
    reader, query = request.employee, request.GET
    allow(can_read_sales_figures(request.actor))
    # A year: the leads of a quarter have mostly not come to their end.
    span = span_of(query, local_date(timezone.now()), default="12_months")
    limits = limits_of(reader, query)
    report = sources_of(limits, span.period)
    context = {
        "span": span,
        "limits": limits,
        "filters": filters_of(limits),
        "told": report,
        # Dozens of campaigns would hide which source brings clients.
        "with_campaigns": query.get("campaigns") == "yes",
        "chart": chart_of_sources(report),
        "least": LEAST_FOR_SHARE,
        "least_cycles": LEAST_FOR_MEDIAN,
    }
    return render(request, "reports/sources.html", context)
