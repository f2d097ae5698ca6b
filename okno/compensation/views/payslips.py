"""The month's payslips, and one of them opened down to the payment and the clause."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.compensation.actions.draw_month import draw_month
from okno.compensation.actions.lock_month import lock_month
from okno.compensation.actions.lock_payslip import lock_payslip
from okno.compensation.beside import beside
from okno.compensation.explaining import explain, groups, of_status
from okno.compensation.forms import MonthForm
from okno.compensation.models import Payslip
from okno.compensation.permissions import can_draw_month, can_lock_month, can_see_all_pay
from okno.kernel.clock import local_date
from okno.kernel.dates import add_months, month_key
from okno.kernel.errors import Invalid
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.ui.lists import page_of
from okno.ui.submit import go_to


@signed_in
@require_safe
def payslips(request: StaffRequest) -> HttpResponse:
    """Those who run pay see a month of everybody; others their own months."""
    shown = Payslip.objects.visible_to(request.employee).select_related("employee", "plan")
    if not can_see_all_pay(request.employee):
        return render(request, "compensation/my_payslips.html", {"page": page_of(request, shown)})
    month_on = _month(request)
    rows = list(shown.of_month(month_on).order_by("employee__name"))
    context = {
        "month_on": month_on,
        "month": month_key(month_on),
        "before": month_key(add_months(month_on, -1)),
        "after": month_key(add_months(month_on, 1)),
        "payslips": rows,
        "sums": {name: sum(getattr(one, name) for one in rows) for name in ("payable_minor", "held_minor")},
        "may_draw": can_draw_month(request.employee),
        "may_lock": can_lock_month(request.employee) and any(not one.is_locked for one in rows),
    }
    return render(request, "compensation/payslips.html", context)


@signed_in
@require_safe
def payslip(request: StaffRequest, pk: int) -> HttpResponse:
    one: Payslip = one_visible(Payslip.objects.select_related("employee", "plan", "locked_by"), request, pk)
    lines = explain(one, request.employee)
    context: dict[str, Any] = {
        "payslip": one,
        "groups": groups(lines),
        "earned": of_status(lines, "earned"),
        "held": of_status(lines, "held"),
        **beside(one, request.employee),
    }
    return render(request, "compensation/payslip.html", context)


@signed_in
@require_POST
def draw_month_view(request: StaffRequest) -> HttpResponse:
    month_on = _month(request)
    draw_month(month_on=month_on, by=request.employee, at=timezone.now())
    return go_to(request, _address(month_on))


@signed_in
@require_POST
def lock_month_view(request: StaffRequest) -> HttpResponse:
    month_on = _month(request)
    lock_month(month_on=month_on, by=request.employee, at=timezone.now())
    return go_to(request, _address(month_on))


@signed_in
@require_POST
def draw_payslip(request: StaffRequest, pk: int) -> HttpResponse:
    one: Payslip = one_visible(Payslip.objects.select_related("employee"), request, pk)
    draw_month(month_on=one.month_on, employees=[one.employee], by=request.employee, at=timezone.now())
    return go_to(request, one)


@signed_in
@require_POST
def lock_payslip_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Payslip = one_visible(Payslip.objects.select_related("employee"), request, pk)
    return go_to(request, lock_payslip(payslip=one, by=request.employee, at=timezone.now()))


@signed_in
@require_safe
def employee_payslips(request: StaffRequest, pk: int) -> HttpResponse:
    """The panel on a person's page; to colleagues it is empty."""
    whose: Employee = one_visible(Employee.objects.all(), request, pk)
    rows = Payslip.objects.visible_to(request.employee).filter(employee=whose)[:12]
    mine = whose == request.employee or can_see_all_pay(request.employee)
    return render(request, "compensation/panel.html", {"payslips": rows, "mine": mine})


def _month(request: StaffRequest) -> date:
    """The month asked for; the last one drawn when none is, for it waits to be looked at; else this one."""
    asked = request.POST.get("month") or request.GET.get("month")
    if not asked:
        drawn = Payslip.objects.order_by("-month_on").values_list("month_on", flat=True).first()
        return drawn or local_date(timezone.now()).replace(day=1)
    form = MonthForm({"month_on": asked})
    if not form.is_valid():
        raise Invalid(month_on=str(form.errors["month_on"][0]))
    month_on: date = form.cleaned_data["month_on"]
    return month_on


def _address(month_on: date) -> str:
    return f"{reverse('compensation:payslips')}?month={month_key(month_on)}"
