"""What there is, what is held, and by whom."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.kernel.errors import Forbidden
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.resources.actions.set_capacity import set_capacity
from okno.resources.forms import CapacityForm
from okno.resources.models import Capacity, Hold
from okno.resources.permissions import can_set_capacity
from okno.ui.lists import page_of
from okno.ui.submit import submit


@signed_in
@require_safe
def capacities(request: StaffRequest) -> HttpResponse:
    shown = Capacity.objects.visible_to(request.employee).select_related("location")
    context = {"page": page_of(request, shown), "may_set": can_set_capacity(request.employee)}
    return render(request, "resources/capacities.html", context)


@signed_in
@require_safe
def capacity(request: StaffRequest, pk: int) -> HttpResponse:
    one = one_visible(Capacity.objects.select_related("location"), request, pk)
    holds = Hold.objects.visible_to(request.employee).filter(capacity=one).live()
    context = {
        "capacity": one,
        "holds": holds.select_related("company"),
        "may_set": can_set_capacity(request.employee),
    }
    return render(request, "resources/capacity.html", context)


@signed_in
def set_capacity_view(request: StaffRequest) -> HttpResponse:
    if not can_set_capacity(request.employee):
        raise Forbidden()
    wanted = request.GET.get("capacity", "")
    visible = Capacity.objects.visible_to(request.employee)
    known = visible.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    names = ("location", "kind", "total")
    initial = {name: getattr(known, name) for name in names} if known else {}

    def act(**typed: Any) -> Capacity:
        return set_capacity(by=request.employee, at=timezone.now(), **typed)

    form = CapacityForm(request.POST or None, initial=initial)
    return submit(request, form, act, template="resources/set_capacity.html", context={"capacity": known})
