"""Pages of days on call."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import submit
from okno.team.people.actions.set_duty import set_duty
from okno.team.people.actions.swap_duty import swap_duty
from okno.team.people.forms import DutyForm, SwapForm
from okno.team.people.models import Duty
from okno.team.people.permissions import can_set_duty, can_swap_duty

PAGE = "people:absences"


@signed_in
def set_duty_view(request: StaffRequest) -> HttpResponse:
    allow(can_set_duty(request.actor))

    def act(**fields: Any) -> str:
        set_duty(by=request.actor, at=timezone.now(), **fields)
        return PAGE

    return submit(request, DutyForm, act, template="people/set_duty.html")


@signed_in
def swap_duty_view(request: StaffRequest, pk: int) -> HttpResponse:
    duty = get_visible_or_404(Duty.objects.select_related("employee"), request, pk)
    allow(can_swap_duty(request.actor, duty))

    def act(**fields: Any) -> str:
        swap_duty(duty=duty, by=request.actor, at=timezone.now(), **fields)
        return PAGE

    form = SwapForm(request.POST or None, duty=duty)
    return submit(request, form, act, template="people/swap_duty.html", context={"duty": duty})
