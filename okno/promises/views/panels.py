"""Promises on the pages of other rooms."""

from typing import Any

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import render

from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.promises.client_field import companies
from okno.promises.models import Promise

PANEL_SIZE = 12


def _panel(request: StaffRequest, shown: Any, **context: Any) -> HttpResponse:
    found = shown.for_lines().order_by("due_at", "id")[:PANEL_SIZE]
    return render(request, "promises/panel.html", {"promises": found, **context})


@signed_in
def company_promises(request: StaffRequest, pk: int) -> HttpResponse:
    one_visible(companies(), request, pk)
    of_client = Promise.objects.visible_to(request.employee).filter(company=pk)
    # What he really needs is told in plain words once it was clarified (C6); the last few words of it.
    needs = of_client.exclude(outcome="").filter(kind=Promise.Kind.CLARIFY).order_by("-closed_at", "-id")[:3]
    return _panel(request, of_client.open(), company_pk=pk, needs=needs)


@signed_in
def employee_promises(request: StaffRequest, pk: int) -> HttpResponse:
    owner = one_visible(Employee.objects, request, pk)
    return _panel(request, Promise.objects.visible_to(request.employee).open().owned_by(owner))


@signed_in
def subject_promises(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """What was promised about one thing of another room, kept or not; who may not see it sees no panel."""
    things: Any = apps.get_model(kind)._default_manager
    one_visible(things, request, pk)
    visible = Promise.objects.visible_to(request.employee)
    return _panel(request, visible.filter(subject_kind=kind, subject_id=pk))
