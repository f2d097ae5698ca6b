"""The page of the funnel: how deals go through the stages, and where they are lost."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, signed_in
from okno.read.reports.date_range import span_of
from okno.read.reports.funnel.charts import chart_of_funnel
from okno.read.reports.funnel.confidence import LEAST_FOR_MEDIAN, LEAST_FOR_SHARE
from okno.read.reports.funnel.filters import filters_of, limits_of
from okno.read.reports.funnel.stages import funnel_of
from okno.read.reports.permissions import can_read_sales_figures


@signed_in
@require_safe
def funnel(request: StaffRequest) -> HttpResponse:
    reader, query = request.employee, request.GET
    allow(can_read_sales_figures(request.actor))
    span = span_of(query, local_date(timezone.now()), default="quarter")
    limits = limits_of(reader, query)
    report = funnel_of(limits, span.period)
    context = {
        "span": span,
        "limits": limits,
        "filters": filters_of(limits),
        "told": report,
        "chart": chart_of_funnel(report),
        "least": LEAST_FOR_SHARE,
        "least_cycles": LEAST_FOR_MEDIAN,
    }
    return render(request, "reports/funnel.html", context)
