"""Pages for inputs of pay beside the facts: the head's bonus, advertising, the report."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import month_key
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import submit
from okno.money.compensation.actions.grant_discretionary_bonus import grant_discretionary_bonus
from okno.money.compensation.actions.hand_in_report import hand_in_report
from okno.money.compensation.actions.record_advertising import record_advertising
from okno.money.compensation.forms import AdvertisingForm, JudgeForm, ReportForm
from okno.money.compensation.models import DiscretionaryBonus, Payslip
from okno.money.compensation.permissions import can_grant_discretionary_bonus, can_record_advertising


@signed_in
def grant_discretionary_bonus_view(request: StaffRequest, pk: int) -> HttpResponse:
    slip = _payslip(request, pk)
    allow(can_grant_discretionary_bonus(request.actor, slip.employee))
    before = DiscretionaryBonus.objects.filter(employee=slip.employee, month_on=slip.month_on).first()
    initial = {"amount_minor": before.amount_minor, "reason": before.reason} if before else {}

    def act(**typed: Any) -> Payslip:
        grant_discretionary_bonus(
            employee=slip.employee, month_on=slip.month_on, by=request.actor, at=timezone.now(), **typed
        )
        return slip

    form = JudgeForm(request.POST or None, initial=initial)
    return submit(
        request, form, act, template="compensation/grant_discretionary_bonus.html", context={"payslip": slip}
    )


@signed_in
def record_advertising_view(request: StaffRequest, pk: int) -> HttpResponse:
    slip = _payslip(request, pk)
    allow(can_record_advertising(request.actor, slip.employee))

    def act(**typed: Any) -> Payslip:
        record_advertising(
            employee=slip.employee, month_on=slip.month_on, by=request.actor, at=timezone.now(), **typed
        )
        return slip

    template = "compensation/record_advertising.html"
    return submit(request, AdvertisingForm, act, template=template, context={"payslip": slip})


@signed_in
def hand_in_report_view(request: StaffRequest) -> HttpResponse:
    """Hand in one's own report, for a month whose payslip may not be drawn yet."""

    def act(**typed: Any) -> str:
        report = hand_in_report(employee=request.employee, by=request.actor, at=timezone.now(), **typed)
        slip = Payslip.objects.filter(employee=request.employee, month_on=report.month_on).first()
        return slip.get_absolute_url() if slip else reverse("compensation:payslips")

    month = request.GET.get("month") or month_key(local_date(timezone.now()))
    form = ReportForm(request.POST or None, initial={"month_on": month})
    return submit(request, form, act, template="compensation/hand_in_report.html")


def _payslip(request: StaffRequest, pk: int) -> Payslip:
    return get_visible_or_404(Payslip.objects.select_related("employee"), request, pk)
