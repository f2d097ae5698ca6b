"""Pages of days on call."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from okno.kernel.errors import allow
from okno.people.actions.set_duty import set_duty as set_days
from okno.people.actions.swap_duty import swap_duty as swap
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.forms import DutyForm, SwapForm
from okno.people.models import Duty
from okno.people.permissions import can_set_duty, can_swap_duty
from okno.ui.submit import submit

PAGE = "people:absences"


@signed_in
def set_duty(request: StaffRequest) -> HttpResponse:
    allow(can_set_duty(request.employee))

    def act(**given: Any) -> str:
        set_days(by=request.employee, at=timezone.now(), **given)
        return PAGE

    return submit(request, DutyForm, act, template="people/set_duty.html")


@signed_in
def swap_duty(request: StaffRequest, pk: int) -> HttpResponse:
    duty = one_visible(Duty.objects.select_related("employee"), request, pk)
    allow(can_swap_duty(request.employee, duty))

    def act(**given: Any) -> str:
        swap(duty=duty, by=request.employee, at=timezone.now(), **given)
        return PAGE

    form = SwapForm(request.POST or None, duty=duty)
    return submit(request, form, act, template="people/swap_duty.html", context={"duty": duty})
