"""The plan: how it goes (L6)."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR, add_months, month_key, parse_month
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, signed_in
from okno.money.plans.permissions import can_set_sales_plan, can_take_forecast
from okno.money.plans.scopes import Span, quarter_of, visible_scopes
from okno.read.reports.plan import PlanReport, chosen, groups, plan_report


@signed_in
@require_safe
def plan(request: StaffRequest) -> HttpResponse:
    reader, today = request.employee, timezone.localdate()
    choices = visible_scopes(reader)
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
        "may_set": can_set_sales_plan(request.actor),
        "may_take": can_take_forecast(request.actor) and today not in taken and not report.is_over,
    }
    return render(request, "reports/plan.html", context)


def month_asked(key: str, today: date) -> date:
    """Return the month in the address or this one; never one beyond the calendars."""
    try:
        month = parse_month(key).starts_on
    except ValueError:
        return today.replace(day=1)
    return month if FIRST_YEAR < month.year < LAST_YEAR else today.replace(day=1)


def _links(report: PlanReport, today: date) -> dict[str, object]:
    """Return the switches; each keeps the rest of the query."""
    starts_on, step = report.period.starts_on, 3 if report.span == Span.QUARTER else 1

    def link(**changed: str) -> str:
        query = {"of": report.whose.key, "span": report.span, "month": month_key(starts_on)}
        return "?" + urlencode({**query, **changed})

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
