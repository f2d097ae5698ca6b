"""The page of the list of companies."""

from django.http import HttpResponse
from django.shortcuts import render

from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.page_parts import parts_of_page
from okno.records.clients.forms.companies import CompanyFilter
from okno.records.clients.lists import VIEWS, filtered, viewed
from okno.records.clients.models import Company
from okno.records.clients.permissions import can_add_company


@signed_in
def companies(request: StaffRequest) -> HttpResponse:
    """Render the list of companies: one of its tabs, filtered."""
    view, form, by = request.GET.get("view", ""), CompanyFilter(request.GET), request.actor
    visible = viewed(Company.objects.visible_to(by.employee), view, by.employee)
    page = page_of(request, filtered(visible, form).with_manager_name().order_by("sort_key", "id"))
    context = {"page": page, "form": form, "views": VIEWS, "view": view, "can_add": can_add_company(by)}
    return render(
        request,
        "clients/companies.html",
        {**context, **parts_of_page("clients.companies", None, by.employee)},
    )
