"""The plan: how it goes (L6)."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.kernel.dates import FIRST_YEAR, LAST_YEAR, add_months, month_key, parse_month
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, signed_in
from okno.reports.plan import PlanReport, chosen, groups, plan_report
from okno.sales.permissions import can_set_sales_plan, can_take_forecast
from okno.sales.planning.plans import Span, quarter_of, whose_of


@signed_in
@require_safe
def plan(request: StaffRequest) -> HttpResponse:
    reader, today = request.employee, timezone.localdate()
    choices = whose_of(reader)
    allow(bool(choices))
    whose = chosen(choices, request.GET.get("of", ""), reader)
    if whose is None:
        raise Http404
    span = request.GET.get("span", "")
    span = span if span in Span.values else Span.MONTH.value
    report = plan_report(reader, whose, span, month_asked(request.GET.get("month", ""), today), today)
    taken = {point for chart in report.charts if chart.key == "thoughts" for point in chart.labels}
    context = {
        "report": report,
        "choices": groups(choices),
        **_links(report, today),
        "may_set": can_set_sales_plan(reader),
        "may_take": can_take_forecast(reader) and today not in taken and not report.is_over,
    }
    return render(request, "reports/plan.html", context)


def month_asked(key: str, today: date) -> date:
    """The month of the address, or this one; never one in which calendars run out."""
    try:
        month = parse_month(key).starts_on
    except ValueError:
        return today.replace(day=1)
    return month if FIRST_YEAR < month.year < LAST_YEAR else today.replace(day=1)


def _links(report: PlanReport, today: date) -> dict[str, object]:
    """The switches: each keeps the rest of what was asked."""
    starts_on, step = report.period.starts_on, 3 if report.span == Span.QUARTER else 1

    def link(**changed: str) -> str:
        asked = {"of": report.whose.key, "span": report.span, "month": month_key(starts_on)}
        return "?" + urlencode({**asked, **changed})

    now = today.replace(day=1) if report.span == Span.MONTH else quarter_of(today).starts_on
    near = today.replace(day=1) if report.period.contains(today) else starts_on
    return {
        "before": link(month=month_key(add_months(starts_on, -step))),
        "after": link(month=month_key(add_months(starts_on, step))),
        "now": "" if now == starts_on else link(month=month_key(now)),
        "spans": [(name, link(span=value, month=month_key(near)), value) for value, name in Span.choices],
        "month_key": month_key(starts_on),
        "quarter_key": month_key(quarter_of(starts_on).starts_on),
    }
