"""Panels of relations on the pages of clients and employees."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.ground.kernel.actors import actor_of
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.records.clients.models import Company
from okno.records.relations.permissions import (
    can_hand_over_client,
    can_hand_over_clients,
    can_set_manager,
    may_set_statuses,
)
from okno.team.people.models import Employee
from okno.team.people.permissions import HEADS
from okno.team.people.standins import stood_in_for

HISTORY = 12


def row_context(by: Employee) -> dict[str, Any]:
    """Return what a row of the list of clients needs: whose clients may be marked, and the right to set
    statuses.
    """
    today = timezone.localdate()
    is_head = by.has(*HEADS)
    givers = set() if is_head else {by.pk, *(absent.pk for absent in stood_in_for(by, today))}
    return {
        "today": today,
        "is_head": is_head,
        "givers": givers,
        "can_set_status": may_set_statuses(actor_of(by)),
    }


@signed_in
def employee_companies(request: StaffRequest, pk: int) -> HttpResponse:
    """Render the panel of an employee's page with the clients they manage."""
    manager = get_visible_or_404(Employee.objects, request, pk)
    clients = Company.objects.visible_to(request.employee).managed_by(manager)
    may = can_hand_over_clients(request.actor, manager, timezone.localdate())
    context = {"keeper": manager, "companies": clients[:20], "count": clients.count(), "can_hand_over": may}
    return render(request, "relations/employee_companies.html", context)


@signed_in
def company_keeping(request: StaffRequest, pk: int) -> HttpResponse:
    """Render the panel of a client's page with its managers and handovers."""
    company, by = get_visible_or_404(Company.objects.outside(), request, pk), request.actor
    context = {
        "company": company,
        "manager_terms": company.manager_terms.select_related("manager")[:HISTORY],
        "handovers": company.handovers.exclude(status="superseded").select_related("receiver")[:HISTORY],
        "can_hand_over": company.manager and can_hand_over_client(by, company, timezone.localdate()),
        "can_set_manager": can_set_manager(by, company),
    }
    return render(request, "relations/company_keeping.html", context)
