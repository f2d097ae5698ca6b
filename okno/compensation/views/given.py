"""What people give beside the facts: a judgement, advertising, the report."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from okno.compensation.actions.hand_in_report import hand_in_report
from okno.compensation.actions.judge import judge
from okno.compensation.actions.record_advertising import record_advertising
from okno.compensation.forms import AdvertisingForm, JudgeForm, ReportForm
from okno.compensation.models import Judgement, Payslip
from okno.compensation.permissions import can_judge, can_record_advertising
from okno.kernel.clock import local_date
from okno.kernel.dates import month_key
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.submit import submit


@signed_in
def judge_view(request: StaffRequest, pk: int) -> HttpResponse:
    slip = _payslip(request, pk)
    allow(can_judge(request.employee, slip.employee))
    before = Judgement.objects.filter(employee=slip.employee, month_on=slip.month_on).first()
    initial = {"amount_minor": before.amount_minor, "reason": before.reason} if before else {}

    def act(**typed: Any) -> Payslip:
        judge(employee=slip.employee, month_on=slip.month_on, by=request.employee, at=timezone.now(), **typed)
        return slip

    form = JudgeForm(request.POST or None, initial=initial)
    return submit(request, form, act, template="compensation/judge.html", context={"payslip": slip})


@signed_in
def record_advertising_view(request: StaffRequest, pk: int) -> HttpResponse:
    slip = _payslip(request, pk)
    allow(can_record_advertising(request.employee, slip.employee))

    def act(**typed: Any) -> Payslip:
        record_advertising(
            employee=slip.employee, month_on=slip.month_on, by=request.employee, at=timezone.now(), **typed
        )
        return slip

    template = "compensation/record_advertising.html"
    return submit(request, AdvertisingForm, act, template=template, context={"payslip": slip})


@signed_in
def hand_in_report_view(request: StaffRequest) -> HttpResponse:
    """One's own report, for a month whose payslip may not be drawn yet."""

    def act(**typed: Any) -> str:
        report = hand_in_report(employee=request.employee, by=request.employee, at=timezone.now(), **typed)
        slip = Payslip.objects.filter(employee=request.employee, month_on=report.month_on).first()
        return slip.get_absolute_url() if slip else reverse("compensation:payslips")

    month = request.GET.get("month") or month_key(local_date(timezone.now()))
    form = ReportForm(request.POST or None, initial={"month_on": month})
    return submit(request, form, act, template="compensation/hand_in_report.html")


def _payslip(request: StaffRequest, pk: int) -> Payslip:
    return one_visible(Payslip.objects.select_related("employee"), request, pk)
