"""The list of companies, whom one employee keeps, and who kept one client."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.clients.forms import CompanyFilter
from okno.clients.lists import VIEWS, filtered, viewed
from okno.clients.models import Company
from okno.clients.permissions import (
    can_add_company,
    can_hand_over_client,
    can_hand_over_clients,
    can_set_manager,
    may_set_statuses,
)
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.people.permissions import HEADS
from okno.people.standins import stood_in_for
from okno.ui.lists import page_of

HISTORY = 12


@signed_in
def companies(request: StaffRequest) -> HttpResponse:
    view, form, by = request.GET.get("view", ""), CompanyFilter(request.GET), request.employee
    visible = viewed(Company.objects.visible_to(by), view, by)
    page = page_of(request, filtered(visible, form).with_manager_name().order_by("sort_key", "id"))
    context = {"page": page, "form": form, "views": VIEWS, "view": view, "can_add": can_add_company(by)}
    return render(request, "clients/companies.html", {**context, **row_context(by)})


def row_context(by: Employee) -> dict[str, Any]:
    """What a row of the list shows to this person: whose clients he may mark, whether he sets statuses."""
    today = timezone.localdate()
    is_head = by.has(*HEADS)
    givers = set() if is_head else {by.pk, *(one.pk for one in stood_in_for(by, today))}
    return {"today": today, "is_head": is_head, "givers": givers, "can_set_status": may_set_statuses(by)}


@signed_in
def employee_companies(request: StaffRequest, pk: int) -> HttpResponse:
    """The panel of an employee's page: whom he keeps."""
    keeper = one_visible(Employee.objects, request, pk)
    kept = Company.objects.visible_to(request.employee).kept_by(keeper)
    may = can_hand_over_clients(request.employee, keeper, timezone.localdate())
    context = {"keeper": keeper, "companies": kept[:20], "count": kept.count(), "can_hand_over": may}
    return render(request, "clients/employee_companies.html", context)


@signed_in
def company_keeping(request: StaffRequest, pk: int) -> HttpResponse:
    """The panel of a client's page: who kept him, and how each found him at the start."""
    thing, by = one_visible(Company.objects.outside(), request, pk), request.employee
    context = {
        "company": thing,
        "managements": thing.managements.select_related("manager")[:HISTORY],
        "handovers": thing.handovers.exclude(status="superseded").select_related("receiver")[:HISTORY],
        "can_hand_over": thing.manager and can_hand_over_client(by, thing, timezone.localdate()),
        "can_set_manager": can_set_manager(by, thing),
    }
    return render(request, "clients/company_keeping.html", context)
