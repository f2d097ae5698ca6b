"""The page of losses: why, where, how the clients parted, who won."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.attract.deals.dimensions import DIMENSIONS
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, signed_in
from okno.read.reports.date_range import span_of
from okno.read.reports.funnel.charts import chart_of_losses
from okno.read.reports.funnel.filters import filters_of, limits_of, views_of
from okno.read.reports.funnel.losses import ACROSS, BY, losses_of
from okno.read.reports.permissions import can_read_sales_figures
from okno.team.people.permissions import HEADS


@signed_in
@require_safe
def losses(request: StaffRequest) -> HttpResponse:
    reader, query = request.employee, request.GET
    allow(can_read_sales_figures(request.actor))
    span = span_of(query, local_date(timezone.now()), default="quarter")
    limits = limits_of(reader, query)
    by = query["by"] if query.get("by") in BY else BY[0]
    across = query["across"] if query.get("across") in ACROSS and query.get("across") != by else ""
    report = losses_of(limits, span.period, by, across)
    context = {
        "span": span,
        "limits": limits,
        "filters": filters_of(limits),
        "views": views_of(query, {code: DIMENSIONS[code].word for code in BY}, by),
        "crossings": [(code, DIMENSIONS[code].word) for code in ACROSS if code != by],
        "by": by,
        "across": across,
        "told": report,
        "chart": chart_of_losses(report),
        "may_change": reader.has(*HEADS),
    }
    return render(request, "reports/losses.html", context)
