"""Pages of a month's payslips and of one payslip, opened down to the payment and the clause."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.ground.kernel.actors import Actor, actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import add_months, month_key
from okno.ground.kernel.errors import Invalid
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import go_to
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.actions.lock_month import lock_month
from okno.money.compensation.actions.lock_payslip import lock_payslip
from okno.money.compensation.explaining import explain, groups, lines_of_status
from okno.money.compensation.forms import MonthForm
from okno.money.compensation.models import AttractionReport, DiscretionaryBonus, OwnAdvertising, Payslip
from okno.money.compensation.permissions import (
    can_draw_month,
    can_grant_discretionary_bonus,
    can_lock_month,
    can_lock_payslip,
    can_record_advertising,
    can_see_all_pay,
)
from okno.team.people.models import Employee


@signed_in
@require_safe
def payslips(request: StaffRequest) -> HttpResponse:
    """Show a month of everybody to pay readers, and to others their own months."""
    visible = Payslip.objects.visible_to(request.employee).select_related("employee", "plan")
    if not can_see_all_pay(request.employee):
        return render(request, "compensation/my_payslips.html", {"page": page_of(request, visible)})
    month_on = _month(request)
    rows = list(visible.of_month(month_on).order_by("employee__name"))
    context = {
        "month_on": month_on,
        "month": month_key(month_on),
        "before": month_key(add_months(month_on, -1)),
        "after": month_key(add_months(month_on, 1)),
        "payslips": rows,
        "sums": {name: sum(getattr(row, name) for row in rows) for name in ("payable_minor", "held_minor")},
        "may_draw": can_draw_month(request.actor),
        "may_lock": can_lock_month(request.actor) and any(not row.is_locked for row in rows),
    }
    return render(request, "compensation/payslips.html", context)


@signed_in
@require_safe
def payslip(request: StaffRequest, pk: int) -> HttpResponse:
    slip: Payslip = get_visible_or_404(
        Payslip.objects.select_related("employee", "plan", "locked_by"), request, pk
    )
    lines = explain(slip, request.employee)
    context: dict[str, Any] = {
        "payslip": slip,
        "groups": groups(lines),
        "earned": lines_of_status(lines, "earned"),
        "held": lines_of_status(lines, "held"),
        **beside(slip, request.employee),
    }
    return render(request, "compensation/payslip.html", context)


@signed_in
@require_POST
def draw_month_view(request: StaffRequest) -> HttpResponse:
    month_on = _month(request)
    draw_month(month_on=month_on, by=request.actor, at=timezone.now())
    return go_to(request, _address(month_on))


@signed_in
@require_POST
def lock_month_view(request: StaffRequest) -> HttpResponse:
    month_on = _month(request)
    lock_month(month_on=month_on, by=request.actor, at=timezone.now())
    return go_to(request, _address(month_on))


@signed_in
@require_POST
def draw_payslip(request: StaffRequest, pk: int) -> HttpResponse:
    slip: Payslip = get_visible_or_404(Payslip.objects.select_related("employee"), request, pk)
    draw_month(month_on=slip.month_on, employees=[slip.employee], by=request.actor, at=timezone.now())
    return go_to(request, slip)


@signed_in
@require_POST
def lock_payslip_view(request: StaffRequest, pk: int) -> HttpResponse:
    slip: Payslip = get_visible_or_404(Payslip.objects.select_related("employee"), request, pk)
    return go_to(request, lock_payslip(payslip=slip, by=request.actor, at=timezone.now()))


@signed_in
@require_safe
def employee_payslips(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the panel of an employee's page; it is empty for colleagues."""
    employee: Employee = get_visible_or_404(Employee.objects.all(), request, pk)
    rows = Payslip.objects.visible_to(request.employee).filter(employee=employee)[:12]
    mine = employee == request.employee or can_see_all_pay(request.employee)
    return render(request, "compensation/panel.html", {"payslips": rows, "mine": mine})


def _month(request: StaffRequest) -> date:
    """Return the month in the request, by default the last one drawn, because it waits for a check."""
    key = request.POST.get("month") or request.GET.get("month")
    if not key:
        drawn = Payslip.objects.order_by("-month_on").values_list("month_on", flat=True).first()
        return drawn or local_date(timezone.now()).replace(day=1)
    form = MonthForm({"month_on": key})
    if not form.is_valid():
        raise Invalid(month_on=str(form.errors["month_on"][0]))
    month_on: date = form.cleaned_data["month_on"]
    return month_on


def _address(month_on: date) -> str:
    return f"{reverse('compensation:payslips')}?month={month_key(month_on)}"


def beside(payslip: Payslip, reader: Employee) -> dict[str, Any]:
    """Return the context of the column beside the payslip, without inputs that the plan does not need."""
    theirs = {"employee": payslip.employee, "month_on": payslip.month_on}
    clauses = {component.kind: component for component in payslip.plan.components.all()}
    report = AttractionReport.objects.filter(**theirs).first()
    report_clause = clauses.get("report_required")
    due_on = (
        add_months(payslip.month_on, 1).replace(day=report_clause.due_day)
        if report_clause and not report
        else None
    )
    return {
        "report": report,
        "report_due_on": due_on,
        "judgement": DiscretionaryBonus.objects.filter(**theirs).select_related("by").first(),
        "advertising": OwnAdvertising.objects.filter(**theirs),
        "judged": "judgement" in clauses,
        "takes_advertising": "own_advertising" in clauses,
        "may_report": report_clause is not None and report is None and reader == payslip.employee,
        **_rights(payslip, clauses, actor_of(reader)),
    }


def _rights(payslip: Payslip, clauses: dict[str, Any], by: Actor) -> dict[str, bool]:
    """Return which actions the page offers; a locked payslip offers none."""
    is_open, whose = not payslip.is_locked, payslip.employee
    return {
        "may_grant_bonus": is_open and "judgement" in clauses and can_grant_discretionary_bonus(by, whose),
        "may_record": is_open and "own_advertising" in clauses and can_record_advertising(by, whose),
        "may_draw": is_open and can_draw_month(by),
        "may_lock": is_open and can_lock_payslip(by, payslip),
    }
