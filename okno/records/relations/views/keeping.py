"""Pages of the manager and the status of a client, and the lines that change in place."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Invalid, allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import go_to, show_invalid
from okno.ground.ui.toasts import toast
from okno.records.clients.models import Company
from okno.records.clients.views.one import on_company
from okno.records.relations.actions.set_manager import set_manager
from okno.records.relations.actions.set_status import set_status
from okno.records.relations.forms.statuses import ManagerForm, StandingForm
from okno.records.relations.permissions import can_set_manager, can_set_status
from okno.records.relations.stale_status import StatusSetMeanwhile
from okno.records.relations.views.panels import row_context


@signed_in
def set_manager_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form of the manager and save it."""
    template = "relations/set_manager.html"
    return on_company(request, pk, ManagerForm, set_manager, template, can_set_manager)


@signed_in
def set_status_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form of the status and save it."""
    company = get_visible_or_404(Company.objects, request, pk)
    form = standing_form(request, company)
    if is_set(request, company, form):
        return go_to(request, company)
    context = {"company": company, "form": form}
    return render(request, "relations/set_status.html", context, status=422 if form.is_bound else 200)


@signed_in
def waiting_line(request: StaffRequest, pk: int) -> HttpResponse:
    """Render the line of a waiting client: plain, with a form (`?form=1`, `?call=1`), or after saving."""
    return _in_place(request, Company.objects.visible_to(request.employee), pk, "relations/waiting_line.html")


@signed_in
def company_row(request: StaffRequest, pk: int) -> HttpResponse:
    """Render the row of a client in the list, in the same three ways."""
    companies = Company.objects.visible_to(request.employee).with_manager_name()
    return _in_place(request, companies, pk, "clients/company_row.html")


def _in_place(request: StaffRequest, companies: Any, pk: int, template: str) -> HttpResponse:
    """Render one client by a line's template; with a form when asked, with a message after saving."""
    company = get_visible_or_404(companies, request, pk)
    if not request.htmx:
        return redirect("relations:set_status", pk)
    opened = request.method == "POST" or "form" in request.GET
    context: dict[str, Any] = {"company": company, **row_context(request.employee)}
    context["call"] = "call" in request.GET
    # The pages that list waiting clients list those whose status the reader keeps, and say nothing.
    context["may_only_read"] = not can_set_status(request.actor, company)
    if not opened:
        return render(request, template, context)
    form = standing_form(request, company)
    if is_set(request, company, form):
        return toast(render(request, template, context), _("Status set: {client}").format(client=company))
    return render(request, template, {**context, "form": form}, status=422 if form.is_bound else 200)


def standing_form(
    request: StaffRequest, thing: Company, kind: type[StandingForm] = StandingForm
) -> StandingForm:
    """Return the form of the client's status, bound on POST; raise Forbidden to the unauthorised."""
    allow(can_set_status(request.actor, thing))
    return kind(request.POST if request.method == "POST" else None, company=thing, at=timezone.now())


def is_set(request: StaffRequest, thing: Company, form: StandingForm) -> bool:
    """Set the status from the form and return whether it was set; errors are added to the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        set_status(company=thing, by=request.actor, at=timezone.now(), **form.cleaned_data)
    except StatusSetMeanwhile as error:
        show_invalid(form, error)
        form.know(error.seen_at)
        return False
    except Invalid as error:
        show_invalid(form, error)
        return False
    return True
