"""One company's page and what is added to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.clients.actions.add_bank_account import add_bank_account as add_account_to
from okno.clients.actions.add_company import add_company as add
from okno.clients.actions.add_contact import add_contact as add_contact_to
from okno.clients.actions.change_company import change_company as change
from okno.clients.duplicates import AlreadyHere
from okno.clients.forms import (
    BankAccountForm,
    CompanyForm,
    ContactForm,
    initial_of,
)
from okno.clients.models import Company
from okno.clients.permissions import (
    can_add_company,
    can_change_company,
    can_set_manager,
    can_set_status,
)
from okno.clients.views.one import on_company
from okno.journal.forms import NoteForm
from okno.journal.stream import stream_of
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.submit import submit


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


@signed_in
def add_contact(request: StaffRequest, pk: int) -> HttpResponse:
    template = "clients/add_contact.html"
    return on_company(request, pk, ContactForm, add_contact_to, template, can_change_company)


@signed_in
def add_bank_account(request: StaffRequest, pk: int) -> HttpResponse:
    template = "clients/add_bank_account.html"
    return on_company(request, pk, BankAccountForm, add_account_to, template, can_change_company)
