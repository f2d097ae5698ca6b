"""Where heads set plans (L6)."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from okno.kernel.dates import FIRST_YEAR, LAST_YEAR, add_months, month_key, parse_month
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.sales.actions.copy_sales_plans import copy_sales_plans
from okno.sales.actions.set_sales_plans import set_sales_plans
from okno.sales.actions.take_forecast import take_forecast
from okno.sales.actions.withdraw_sales_plan import withdraw_sales_plan
from okno.sales.forms.plans import PlanSheetForm
from okno.sales.models import SalesPlan
from okno.sales.permissions import can_set_sales_plan
from okno.sales.planning.plans import Span, quarter_of, span_name
from okno.sales.planning.sheet import sheet_of
from okno.ui.submit import submit


@signed_in
def sales_plans(request: StaffRequest) -> HttpResponse:
    """The sheet of a quarter; what is changed in it is set at once, or nothing is."""
    allow(can_set_sales_plan(request.employee))
    today = timezone.localdate()
    quarter = quarter_of(_month(request.GET.get("quarter", ""), today))
    sheet = sheet_of(quarter, today)
    form = PlanSheetForm(sheet, request.POST or None)

    def act(**given: Any) -> str:
        set_sales_plans(cells=form.changed(), by=request.employee, at=timezone.now())
        return _sheet(quarter.starts_on)

    context = {
        "heads": [(span, starts_on, span_name(span, starts_on)) for span, starts_on in sheet.columns],
        "quarter": span_name(Span.QUARTER, quarter.starts_on),
        "key": month_key(quarter.starts_on),
        "before": month_key(add_months(quarter.starts_on, -3)),
        "after": month_key(add_months(quarter.starts_on, 3)),
        "copies": [month for span, month in sheet.columns[:3] if month > today],
    }
    return submit(request, form, act, template="sales/plan.html", context=context)


@signed_in
@require_safe
def salesplan(request: StaffRequest, pk: int) -> HttpResponse:
    """Where the journal's line of a plan leads: how it goes."""
    plan: SalesPlan = one_visible(SalesPlan.objects.all(), request, pk)
    return redirect(plan)


@signed_in
@require_POST
def copy_sales_plans_view(request: StaffRequest) -> HttpResponse:
    starts_on = _month(request.POST.get("month", ""), timezone.localdate())
    copy_sales_plans(starts_on=starts_on, by=request.employee, at=timezone.now())
    return redirect(_sheet(starts_on))


@signed_in
@require_POST
def withdraw_sales_plan_view(request: StaffRequest, pk: int) -> HttpResponse:
    plan: SalesPlan = one_visible(SalesPlan.objects.select_related("employee", "team_of"), request, pk)
    withdraw_sales_plan(plan=plan, by=request.employee, at=timezone.now())
    return redirect(_sheet(plan.starts_on))


@signed_in
@require_POST
def take_forecast_view(request: StaffRequest) -> HttpResponse:
    """For a head who does not wait for the clock."""
    take_forecast(by=request.employee, at=timezone.now())
    return redirect("reports:plan")


def _month(key: str, today: date) -> date:
    try:
        month = parse_month(key).starts_on
    except ValueError:
        return today.replace(day=1)
    return month if FIRST_YEAR < month.year < LAST_YEAR else today.replace(day=1)


def _sheet(month: date) -> str:
    quarter = urlencode({"quarter": month_key(quarter_of(month).starts_on)})
    return f"{reverse('sales:sales_plans')}?{quarter}"
