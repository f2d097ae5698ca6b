"""Where things can be had."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.catalog.actions.set_coverage import set_coverage
from okno.catalog.edits import save_edit
from okno.catalog.forms import CoverageForm, LocationForm
from okno.catalog.models import Location
from okno.catalog.permissions import can_set_coverage
from okno.kernel.errors import Forbidden
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.submit import submit


@signed_in
@require_safe
def locations(request: StaffRequest) -> HttpResponse:
    shown = Location.objects.visible_to(request.employee).prefetch_related("coverage__service")
    context = {"locations": shown, "may_set": can_set_coverage(request.employee)}
    return render(request, "catalog/locations.html", context)


@signed_in
@require_safe
def location(request: StaffRequest, pk: int) -> HttpResponse:
    one = one_visible(Location.objects.prefetch_related("coverage__service"), request, pk)
    context = {"location": one, "may_set": can_set_coverage(request.employee)}
    return render(request, "catalog/location.html", context)


@signed_in
def add_location(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@signed_in
def edit_location(request: StaffRequest, pk: int) -> HttpResponse:
    return _edit(request, one_visible(Location.objects.all(), request, pk))


def _edit(request: StaffRequest, one: Location | None) -> HttpResponse:
    permitted = can_set_coverage(request.employee)
    if not permitted:
        raise Forbidden()
    form = LocationForm(request.POST or None, instance=one)

    def act(**_typed: Any) -> Location:
        return save_edit(form, permitted=permitted, by=request.employee, at=timezone.now())

    return submit(request, form, act, template="catalog/edit_location.html", context={"location": one})


@signed_in
def set_coverage_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = one_visible(Location.objects.all(), request, pk)
    if not can_set_coverage(request.employee):
        raise Forbidden()
    form = CoverageForm(request.POST or None, location=one)

    def act(**_typed: Any) -> Location:
        return set_coverage(location=one, statuses=form.statuses(), by=request.employee, at=timezone.now())

    return submit(request, form, act, template="catalog/set_coverage.html", context={"location": one})
