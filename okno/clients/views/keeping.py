"""Who keeps a client, and where the client stands: pages, and the lines that change in place."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.clients.actions.set_manager import set_manager as set_manager_of
from okno.clients.actions.set_status import set_status as set_status_of
from okno.clients.forms import ManagerForm
from okno.clients.forms_standing import StandingForm
from okno.clients.meanwhile import SetMeanwhile
from okno.clients.models import Company
from okno.clients.permissions import can_set_manager, can_set_status
from okno.clients.views.companies import row_context
from okno.clients.views.one import on_company
from okno.kernel.errors import Invalid, allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.submit import go_to, show_invalid
from okno.ui.toasts import toast


@signed_in
def set_manager(request: StaffRequest, pk: int) -> HttpResponse:
    template = "clients/set_manager.html"
    return on_company(request, pk, ManagerForm, set_manager_of, template, can_set_manager)


@signed_in
def set_status(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Company.objects, request, pk)
    form = standing_form(request, thing)
    if is_set(request, thing, form):
        return go_to(request, thing)
    context = {"company": thing, "form": form}
    return render(request, "clients/set_status.html", context, status=422 if form.is_bound else 200)


@signed_in
def waiting_line(request: StaffRequest, pk: int) -> HttpResponse:
    """One line of a client who waits: as it stands, with a form open (`?form=1`, `?call=1`), or set."""
    return _in_place(request, Company.objects.visible_to(request.employee), pk, "clients/waiting_line.html")


@signed_in
def company_row(request: StaffRequest, pk: int) -> HttpResponse:
    """One row of the list of clients, likewise."""
    companies = Company.objects.visible_to(request.employee).with_manager_name()
    return _in_place(request, companies, pk, "clients/company_row.html")


def _in_place(request: StaffRequest, companies: Any, pk: int, template: str) -> HttpResponse:
    thing = one_visible(companies, request, pk)
    if not request.htmx:
        return redirect("clients:set_status", pk)
    opened = request.method == "POST" or "form" in request.GET
    context: dict[str, Any] = {"company": thing, **row_context(request.employee)}
    context["call"] = "call" in request.GET
    if not opened:
        return render(request, template, context)
    form = standing_form(request, thing)
    if is_set(request, thing, form):
        return toast(render(request, template, context), _("Status set: {client}").format(client=thing))
    return render(request, template, {**context, "form": form}, status=422 if form.is_bound else 200)


def standing_form(
    request: StaffRequest, thing: Company, kind: type[StandingForm] = StandingForm
) -> StandingForm:
    allow(can_set_status(request.employee, thing))
    return kind(request.POST if request.method == "POST" else None, company=thing, at=timezone.now())


def is_set(request: StaffRequest, thing: Company, form: StandingForm) -> bool:
    """Whether what was typed is the client's status now; what is wrong stands in the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        set_status_of(company=thing, by=request.employee, at=timezone.now(), **form.cleaned_data)
    except SetMeanwhile as error:
        show_invalid(form, error)
        form.know(error.seen_at)
        return False
    except Invalid as error:
        show_invalid(form, error)
        return False
    return True
