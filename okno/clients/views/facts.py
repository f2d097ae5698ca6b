"""Facts of a company, changed where they stand."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.clients.actions.change_company import change_company as change
from okno.clients.duplicates import AlreadyHere
from okno.clients.facts import NAMES, fact_of, form_of
from okno.clients.forms import CompanyForm
from okno.clients.models import Company
from okno.clients.permissions import can_change_company
from okno.journal.changes import last_changes
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.edits import edit


@signed_in
@require_safe
def fact(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """One line as it stands: where an edit that was given up returns to."""
    company = _company(request, pk, name)
    return _shown(request, company, name)


@signed_in
def change_fact(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    company = _company(request, pk, name)
    allow(can_change_company(request.employee, company))
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
        told=last_changes,
        done=lambda: _shown(request, company, name),
    )


@signed_in
def change_company(request: StaffRequest, pk: int) -> HttpResponse:
    company = one_visible(Company.objects, request, pk)
    allow(can_change_company(request.employee, company))
    context: dict[str, Any] = {"company": company}
    act, template = _changing(request, company, context), "clients/change_company.html"
    return edit(request, CompanyForm, company, act, template=template, context=context, told=last_changes)


def _company(request: StaffRequest, pk: int, name: str) -> Company:
    if name not in NAMES:
        raise Http404
    return one_visible(Company.objects, request, pk)


def _changing(request: StaffRequest, company: Company, context: dict[str, Any]) -> Callable[..., Company]:
    """The action by this person now; whose an INN is already stands in the context when it is another's."""

    def act(**given: Any) -> Company:
        try:
            return change(company=company, by=request.employee, at=timezone.now(), **given)
        except AlreadyHere as there:
            context["there"] = there.company
            raise

    return act


def _shown(request: StaffRequest, company: Company, name: str) -> HttpResponse:
    can_change = can_change_company(request.employee, company)
    context = {"company": company, "fact": fact_of(company, name), "can_change": can_change}
    return render(request, "clients/fact_saved.html", context)
