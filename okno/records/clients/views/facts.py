"""Pages of a company's details, changed in place or all at once."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.ground.journal.changes import last_changes
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.edits import edit
from okno.records.clients.actions.change_company import change_company
from okno.records.clients.duplicates import AlreadyHere
from okno.records.clients.facts import NAMES, fact_of, form_of
from okno.records.clients.forms.companies import CompanyForm
from okno.records.clients.models import Company
from okno.records.clients.permissions import can_change_company


@signed_in
@require_safe
def fact(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Render one detail, as it stands when an edit is cancelled."""
    company = _company(request, pk, name)
    return _fact_line(request, company, name)


@signed_in
def change_fact(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Show the form of one detail and save it; without htmx go to the form of all details."""
    company = _company(request, pk, name)
    allow(can_change_company(request.actor, company))
    if not request.htmx:
        return redirect("clients:change_company", pk)
    context: dict[str, Any] = {"company": company, "name": name}

    def make(data: Any) -> BaseForm:
        form = form_of(name, data)
        context["field"] = form[name]
        return form

    return edit(
        request,
        make,
        company,
        _changing(request, company, context),
        template="clients/fact_form.html",
        context=context,
        history=last_changes,
        done=lambda: _fact_line(request, company, name),
    )


@signed_in
def change_company_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form of all details and save it."""
    company = get_visible_or_404(Company.objects, request, pk)
    allow(can_change_company(request.actor, company))
    context: dict[str, Any] = {"company": company}
    act, template = _changing(request, company, context), "clients/change_company.html"
    return edit(request, CompanyForm, company, act, template=template, context=context, history=last_changes)


def _company(request: StaffRequest, pk: int, name: str) -> Company:
    """Return the company; raise 404 when the reader does not see it or the detail is unknown."""
    if name not in NAMES:
        raise Http404
    return get_visible_or_404(Company.objects, request, pk)


def _changing(request: StaffRequest, company: Company, context: dict[str, Any]) -> Callable[..., Company]:
    """Return a function that changes the company; it puts the company with the same INN into the context."""

    def act(**fields: Any) -> Company:
        try:
            return change_company(company=company, by=request.actor, at=timezone.now(), **fields)
        except AlreadyHere as error:
            context["there"] = error.company
            raise

    return act


def _fact_line(request: StaffRequest, company: Company, name: str) -> HttpResponse:
    """Render one detail after it was saved."""
    can_change = can_change_company(request.actor, company)
    context = {"company": company, "fact": fact_of(company, name), "can_change": can_change}
    return render(request, "clients/fact_saved.html", context)
