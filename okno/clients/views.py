"""Pages of companies."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.clients.actions.add_bank_account import add_bank_account as add_account_to
from okno.clients.actions.add_company import add_company as add
from okno.clients.actions.add_contact import add_contact as add_contact_to
from okno.clients.actions.change_company import change_company as change
from okno.clients.actions.set_manager import set_manager as set_manager_of
from okno.clients.actions.set_status import set_status as set_status_of
from okno.clients.duplicates import AlreadyHere
from okno.clients.forms import (
    BankAccountForm,
    CompanyFilter,
    CompanyForm,
    ContactForm,
    ManagerForm,
    StatusForm,
    initial_of,
)
from okno.clients.lists import VIEWS, filtered, viewed
from okno.clients.models import Company
from okno.clients.permissions import (
    can_add_company,
    can_change_company,
    can_set_manager,
    can_set_status,
)
from okno.journal.forms import NoteForm
from okno.journal.stream import stream_of
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.ui.lists import page_of
from okno.ui.submit import submit


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
def company(request: StaffRequest, pk: int) -> HttpResponse:
    thing, by = one_visible(Company.objects, request, pk), request.employee
    context = {
        "company": thing,
        "stream": stream_of(thing, by),
        "form": NoteForm(writer=by),
        "contacts": thing.contacts.all(),
        "accounts": thing.accounts.all(),
        "managements": thing.managements.select_related("manager"),
        "today": timezone.localdate(),
        "can_change": can_change_company(by, thing),
        "can_set_manager": can_set_manager(by, thing),
        "can_set_status": can_set_status(by, thing),
    }
    return render(request, "clients/company.html", context)


@signed_in
def add_company(request: StaffRequest) -> HttpResponse:
    allow(can_add_company(request.employee))
    context: dict[str, Any] = {}

    def act(**given: Any) -> Company:
        try:
            return add(by=request.employee, at=timezone.now(), **given)
        except AlreadyHere as there:
            context["there"] = there.company
            raise

    return submit(request, CompanyForm, act, template="clients/add_company.html", context=context)


@signed_in
def change_company(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Company.objects, request, pk)
    allow(can_change_company(request.employee, thing))
    context: dict[str, Any] = {"company": thing}
    form = CompanyForm(request.POST or None, initial=initial_of(thing))

    def act(**given: Any) -> Company:
        try:
            return change(company=thing, by=request.employee, at=timezone.now(), **given)
        except AlreadyHere as there:
            context["there"] = there.company
            raise

    return submit(request, form, act, template="clients/change_company.html", context=context)


def _on_company(
    request: StaffRequest, pk: int, form: Any, verb: Any, template: str, may: Any
) -> HttpResponse:
    """A page with a form about one company: `verb` takes it with what was typed."""
    thing = one_visible(Company.objects, request, pk)
    allow(may(request.employee, thing))

    def act(**given: Any) -> Company:
        verb(company=thing, by=request.employee, at=timezone.now(), **given)
        return thing

    return submit(request, form, act, template=template, context={"company": thing})


@signed_in
def add_contact(request: StaffRequest, pk: int) -> HttpResponse:
    template = "clients/add_contact.html"
    return _on_company(request, pk, ContactForm, add_contact_to, template, can_change_company)


@signed_in
def add_bank_account(request: StaffRequest, pk: int) -> HttpResponse:
    template = "clients/add_bank_account.html"
    return _on_company(request, pk, BankAccountForm, add_account_to, template, can_change_company)


@signed_in
def set_manager(request: StaffRequest, pk: int) -> HttpResponse:
    template = "clients/set_manager.html"
    return _on_company(request, pk, ManagerForm, set_manager_of, template, can_set_manager)


@signed_in
def set_status(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Company.objects, request, pk)
    form = StatusForm(request.POST or None, initial={"status_text": thing.status_text})
    return _on_company(request, pk, form, set_status_of, "clients/set_status.html", can_set_status)


@signed_in
def employee_companies(request: StaffRequest, pk: int) -> HttpResponse:
    """The panel of an employee's page: whom he keeps."""
    keeper = one_visible(Employee.objects, request, pk)
    kept = Company.objects.visible_to(request.employee).kept_by(keeper)
    context = {"keeper": keeper, "companies": kept[:20], "count": kept.count()}
    return render(request, "clients/employee_companies.html", context)
