"""Pages by which a head parts with a colleague, hands his work over, and says whom he reports to."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from okno.kernel.errors import allow
from okno.people.actions.end_employment import end_employment as end
from okno.people.actions.hand_over_work import hand_over_work as hand_over
from okno.people.actions.set_head import set_head as set_head_of
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.forms import HandOverWorkForm, HeadForm, LeavingForm
from okno.people.models import Absence, Employee
from okno.people.permissions import can_end_employment, can_hand_over_work, can_set_head
from okno.ui.submit import submit


@signed_in
def end_employment(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Employee.objects.select_related("head"), request, pk)
    allow(can_end_employment(request.employee, thing))

    def act(**given: Any) -> Employee:
        return end(employee=thing, by=request.employee, at=timezone.now(), **given)

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
def hand_over_work(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Employee.objects.select_related("head"), request, pk)
    allow(can_hand_over_work(request.employee))

    def act(**given: Any) -> Employee:
        return hand_over(employee=thing, by=request.employee, at=timezone.now(), **given)

    form = HandOverWorkForm(request.POST or None, employee=thing)
    template = "people/hand_over_work.html"
    return submit(request, form, act, template=template, context={"employee": thing})


@signed_in
def set_head(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Employee.objects.select_related("head"), request, pk)
    allow(can_set_head(request.employee, thing))

    def act(**given: Any) -> Employee:
        return set_head_of(employee=thing, by=request.employee, at=timezone.now(), **given)

    form = HeadForm(request.POST or None, employee=thing)
    return submit(request, form, act, template="people/set_head.html", context={"employee": thing})
