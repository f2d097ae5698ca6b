"""Pages on which heads set plans (L6)."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR, add_months, month_key, parse_month
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import submit
from okno.money.plans.actions.copy_sales_plans import copy_sales_plans
from okno.money.plans.actions.set_sales_plans import set_sales_plans
from okno.money.plans.actions.take_forecast import take_forecast
from okno.money.plans.actions.withdraw_sales_plan import withdraw_sales_plan
from okno.money.plans.forms import PlanSheetForm
from okno.money.plans.models import SalesPlan
from okno.money.plans.permissions import can_set_sales_plan
from okno.money.plans.scopes import Span, quarter_of, span_name
from okno.money.plans.sheet import sheet_of


@signed_in
def sales_plans(request: StaffRequest) -> HttpResponse:
    """Render the sheet of a quarter; set all its changes at once, or none."""
    allow(can_set_sales_plan(request.actor))
    today = timezone.localdate()
    quarter = quarter_of(_month(request.GET.get("quarter", ""), today))
    sheet = sheet_of(quarter, today)
    form = PlanSheetForm(sheet, request.POST or None)

    def act(**fields: Any) -> str:
        set_sales_plans(cells=form.changed(), by=request.actor, at=timezone.now())
        return _sheet(quarter.starts_on)

    context = {
        "heads": [(span, starts_on, span_name(span, starts_on)) for span, starts_on in sheet.columns],
        "quarter": span_name(Span.QUARTER, quarter.starts_on),
        "key": month_key(quarter.starts_on),
        "before": month_key(add_months(quarter.starts_on, -3)),
        "after": month_key(add_months(quarter.starts_on, 3)),
        "copies": [month for span, month in sheet.columns[:3] if month > today],
    }
    return submit(request, form, act, template="plans/plan.html", context=context)


@signed_in
@require_safe
def salesplan(request: StaffRequest, pk: int) -> HttpResponse:
    """Redirect from a plan's line in the journal to the report on its progress."""
    plan: SalesPlan = get_visible_or_404(SalesPlan.objects.all(), request, pk)
    return redirect(plan)


@signed_in
@require_POST
def copy_sales_plans_view(request: StaffRequest) -> HttpResponse:
    """Copy the plans of the month before into a month."""
    starts_on = _month(request.POST.get("month", ""), timezone.localdate())
    copy_sales_plans(starts_on=starts_on, by=request.actor, at=timezone.now())
    return redirect(_sheet(starts_on))


@signed_in
@require_POST
def withdraw_sales_plan_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Withdraw a plan."""
    plan: SalesPlan = get_visible_or_404(SalesPlan.objects.select_related("employee", "team_of"), request, pk)
    withdraw_sales_plan(plan=plan, by=request.actor, at=timezone.now())
    return redirect(_sheet(plan.starts_on))


@signed_in
@require_POST
def take_forecast_view(request: StaffRequest) -> HttpResponse:
    """Store today's forecast for a head who does not wait for the clock."""
    take_forecast(by=request.actor, at=timezone.now())
    return redirect("reports:plan")


def _month(key: str, today: date) -> date:
    """Return the first day of the month in the key; this month for a wrong key."""
    try:
        month = parse_month(key).starts_on
    # An address by hand: the present month is of more use than an error page.
    except ValueError:
        return today.replace(day=1)
    return month if FIRST_YEAR < month.year < LAST_YEAR else today.replace(day=1)


def _sheet(month: date) -> str:
    """Return the address of the sheet with this month."""
    quarter = urlencode({"quarter": month_key(quarter_of(month).starts_on)})
    return f"{reverse('plans:sales_plans')}?{quarter}"
