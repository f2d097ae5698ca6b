"""Where things can be had."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import submit
from okno.records.catalog.actions.set_coverage import set_coverage
from okno.records.catalog.edits import save_edit
from okno.records.catalog.forms import CoverageForm, LocationForm
from okno.records.catalog.models import Location
from okno.records.catalog.permissions import can_set_coverage


@signed_in
@require_safe
def locations(request: StaffRequest) -> HttpResponse:
    visible = Location.objects.visible_to(request.employee).prefetch_related("coverage__service")
    context = {"locations": visible, "may_set": can_set_coverage(request.actor)}
    return render(request, "catalog/locations.html", context)


@signed_in
@require_safe
def location(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_visible_or_404(Location.objects.prefetch_related("coverage__service"), request, pk)
    context = {"location": row, "may_set": can_set_coverage(request.actor)}
    return render(request, "catalog/location.html", context)


@signed_in
def add_location(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@signed_in
def edit_location(request: StaffRequest, pk: int) -> HttpResponse:
    return _edit(request, get_visible_or_404(Location.objects.all(), request, pk))


def _edit(request: StaffRequest, location: Location | None) -> HttpResponse:
    permitted = can_set_coverage(request.actor)
    allow(permitted)
    form = LocationForm(request.POST or None, instance=location)

    def act(**_typed: Any) -> Location:
        return save_edit(form, permitted=permitted, by=request.actor, at=timezone.now())

    return submit(request, form, act, template="catalog/edit_location.html", context={"location": location})


@signed_in
def set_coverage_view(request: StaffRequest, pk: int) -> HttpResponse:
    location = get_visible_or_404(Location.objects.all(), request, pk)
    allow(can_set_coverage(request.actor))
    form = CoverageForm(request.POST or None, location=location)

    def act(**_typed: Any) -> Location:
        return set_coverage(location=location, statuses=form.statuses(), by=request.actor, at=timezone.now())

    return submit(request, form, act, template="catalog/set_coverage.html", context={"location": location})
