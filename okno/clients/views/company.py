"""One company's page and what is added to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.clients.actions.add_bank_account import add_bank_account as add_account_to
from okno.clients.actions.add_company import add_company as add
from okno.clients.duplicates import AlreadyHere
from okno.clients.facts import facts_of
from okno.clients.forms import BankAccountForm, CompanyForm
from okno.clients.models import Company
from okno.clients.one_page import rights_over, standing_in_for, what_he_wants
from okno.clients.people_there import people_of
from okno.clients.permissions import can_add_company, can_change_company
from okno.clients.seasons import season_of
from okno.clients.views.one import on_company
from okno.journal.forms import NoteForm
from okno.journal.stream import filters_of, stream_of
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.submit import submit


@signed_in
def company(request: StaffRequest, pk: int) -> HttpResponse:
    thing, by = one_visible(Company.objects, request, pk), request.employee
    today = timezone.localdate()
    manager = thing.manager
    context = {
        "company": thing,
        "stream": stream_of(thing, by, **filters_of(request.GET)),
        "form": NoteForm(writer=by),
        "facts": facts_of(thing),
        "people": people_of(thing, timezone.now()),
        "season": season_of(thing, today),
        "wanted": what_he_wants(thing, by),
        "standing_in": standing_in_for(manager, today),
        "accounts": thing.accounts.all(),
        "today": today,
        **rights_over(thing, by),
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
def add_bank_account(request: StaffRequest, pk: int) -> HttpResponse:
    template = "clients/add_bank_account.html"
    return on_company(request, pk, BankAccountForm, add_account_to, template, can_change_company)
