"""The page of losses: why, where, how the clients parted, who won."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, signed_in
from okno.people.permissions import HEADS
from okno.reports.funnel.losses import ACROSS, BY, losses_of
from okno.reports.funnel.pictures import chart_of_losses
from okno.reports.funnel.reading import filters_of, limits_of, views_of
from okno.reports.permissions import can_read_sales_figures
from okno.reports.spans import span_of
from okno.sales.dimensions import DIMENSIONS


@signed_in
@require_safe
def losses(request: StaffRequest) -> HttpResponse:
    reader, asked = request.employee, request.GET
    allow(can_read_sales_figures(reader))
    span = span_of(asked, local_date(timezone.now()), default="quarter")
    limits = limits_of(reader, asked)
    by = asked["by"] if asked.get("by") in BY else BY[0]
    across = asked["across"] if asked.get("across") in ACROSS and asked.get("across") != by else ""
    told = losses_of(limits, span.period, by, across)
    context = {
        "span": span,
        "limits": limits,
        "filters": filters_of(limits),
        "views": views_of(asked, {code: DIMENSIONS[code].word for code in BY}, by),
        "crossings": [(code, DIMENSIONS[code].word) for code in ACROSS if code != by],
        "by": by,
        "across": across,
        "told": told,
        "chart": chart_of_losses(told),
        "may_change": reader.has(*HEADS),
    }
    return render(request, "reports/losses.html", context)
