"""What there is, what is held, and by whom."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import submit
from okno.records.resources.actions.set_capacity import set_capacity
from okno.records.resources.forms import CapacityForm
from okno.records.resources.models import Capacity, Hold
from okno.records.resources.permissions import can_set_capacity


@signed_in
@require_safe
def capacities(request: StaffRequest) -> HttpResponse:
    visible = Capacity.objects.visible_to(request.employee).select_related("location")
    context = {"page": page_of(request, visible), "may_set": can_set_capacity(request.actor)}
    return render(request, "resources/capacities.html", context)


@signed_in
@require_safe
def capacity(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_visible_or_404(Capacity.objects.select_related("location"), request, pk)
    holds = Hold.objects.visible_to(request.employee).filter(capacity=row).live()
    context = {
        "capacity": row,
        "holds": holds.select_related("company"),
        "may_set": can_set_capacity(request.actor),
    }
    return render(request, "resources/capacity.html", context)


@signed_in
def set_capacity_view(request: StaffRequest) -> HttpResponse:
    allow(can_set_capacity(request.actor))
    wanted = request.GET.get("capacity", "")
    visible = Capacity.objects.visible_to(request.employee)
    chosen = visible.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    names = ("location", "kind", "total")
    initial = {name: getattr(chosen, name) for name in names} if chosen else {}

    def act(**typed: Any) -> Capacity:
        return set_capacity(by=request.actor, at=timezone.now(), **typed)

    form = CapacityForm(request.POST or None, initial=initial)
    return submit(request, form, act, template="resources/set_capacity.html", context={"capacity": chosen})
