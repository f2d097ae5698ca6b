"""The list of companies, and whom one employee keeps."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.clients.forms import (
    CompanyFilter,
)
from okno.clients.lists import VIEWS, filtered, viewed
from okno.clients.models import Company
from okno.clients.permissions import (
    can_add_company,
)
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.ui.lists import page_of


@signed_in
def companies(request: StaffRequest) -> HttpResponse:
    view, form = request.GET.get("view", ""), CompanyFilter(request.GET)
    visible = viewed(Company.objects.visible_to(request.employee), view, request.employee)
    page = page_of(request, filtered(visible, form).with_manager_name().order_by("sort_key", "id"))
    context = {"page": page, "form": form, "views": VIEWS, "view": view, "today": timezone.localdate()}
    return render(
        request, "clients/companies.html", {**context, "can_add": can_add_company(request.employee)}
    )


@signed_in
def employee_companies(request: StaffRequest, pk: int) -> HttpResponse:
    """The panel of an employee's page: whom he keeps."""
    keeper = one_visible(Employee.objects, request, pk)
    kept = Company.objects.visible_to(request.employee).kept_by(keeper)
    context = {"keeper": keeper, "companies": kept[:20], "count": kept.count()}
    return render(request, "clients/employee_companies.html", context)
