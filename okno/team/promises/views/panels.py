"""Panels of promises on the pages of other rooms."""

from typing import Any

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import render

from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.team.people.models import Employee
from okno.team.promises.client_field import companies
from okno.team.promises.models import Promise

PANEL_SIZE = 12


def _panel(request: StaffRequest, promises: Any, **context: Any) -> HttpResponse:
    """Render the first promises of a query, the nearest due first."""
    lines = promises.for_lines().order_by("due_at", "id")[:PANEL_SIZE]
    return render(request, "promises/panel.html", {"promises": lines, **context})


@signed_in
def company_promises(request: StaffRequest, pk: int) -> HttpResponse:
    """Render the open promises to a client and what the client really needs."""
    get_visible_or_404(companies(), request, pk)
    of_client = Promise.objects.visible_to(request.employee).filter(company=pk)
    # What he really needs is told in plain words once it was clarified (C6); the last few words of it.
    needs = of_client.exclude(outcome="").filter(kind=Promise.Kind.CLARIFY).order_by("-closed_at", "-id")[:3]
    return _panel(request, of_client.open(), company_pk=pk, needs=needs)


@signed_in
def employee_promises(request: StaffRequest, pk: int) -> HttpResponse:
    """Render the open promises of an employee."""
    owner = get_visible_or_404(Employee.objects, request, pk)
    return _panel(request, Promise.objects.visible_to(request.employee).open().owned_by(owner))


@signed_in
def subject_promises(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """Render all promises about an object of another room; 404 when the reader may not see it."""
    things: Any = apps.get_model(kind)._default_manager
    get_visible_or_404(things, request, pk)
    visible = Promise.objects.visible_to(request.employee)
    return _panel(request, visible.filter(subject_kind=kind, subject_id=pk))
