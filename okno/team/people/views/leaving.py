"""Pages by which a head parts with a colleague, hands his work over, and says whom he reports to."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import submit
from okno.team.people.actions.end_employment import end_employment
from okno.team.people.actions.hand_over_work import hand_over_work
from okno.team.people.actions.set_head import set_head
from okno.team.people.forms import HandOverWorkForm, HeadForm, LeavingForm
from okno.team.people.models import Absence, Employee
from okno.team.people.permissions import can_end_employment, can_hand_over_work, can_set_head


@signed_in
def end_employment_view(request: StaffRequest, pk: int) -> HttpResponse:
    thing = get_visible_or_404(Employee.objects.select_related("head"), request, pk)
    allow(can_end_employment(request.actor, thing))

    def act(**fields: Any) -> Employee:
        return end_employment(employee=thing, by=request.actor, at=timezone.now(), **fields)

    today = timezone.localdate()
    context = {
        "employee": thing,
        "team": list(thing.team.working()),
        "stands_in": Absence.objects.in_force()
        .filter(substitute=thing, ends_on__gte=today)
        .select_related("employee"),
        "duties": thing.duties.filter(on__gte=today).count(),
        "absences": thing.absences.in_force().filter(ends_on__gt=today).count(),
    }
    form = LeavingForm(request.POST or None, employee=thing, initial={"successor": thing.head})
    return submit(request, form, act, template="people/end_employment.html", context=context)


@signed_in
def hand_over_work_view(request: StaffRequest, pk: int) -> HttpResponse:
    thing = get_visible_or_404(Employee.objects.select_related("head"), request, pk)
    allow(can_hand_over_work(request.actor))

    def act(**fields: Any) -> Employee:
        return hand_over_work(employee=thing, by=request.actor, at=timezone.now(), **fields)

    form = HandOverWorkForm(request.POST or None, employee=thing)
    template = "people/hand_over_work.html"
    return submit(request, form, act, template=template, context={"employee": thing})


@signed_in
def set_head_view(request: StaffRequest, pk: int) -> HttpResponse:
    thing = get_visible_or_404(Employee.objects.select_related("head"), request, pk)
    allow(can_set_head(request.actor, thing))

    def act(**fields: Any) -> Employee:
        return set_head(employee=thing, by=request.actor, at=timezone.now(), **fields)

    form = HeadForm(request.POST or None, employee=thing)
    return submit(request, form, act, template="people/set_head.html", context={"employee": thing})
