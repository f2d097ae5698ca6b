"""The page of one company, and adding companies and bank accounts."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.ground.journal.forms import NoteForm
from okno.ground.journal.timeline import filters_of, stream_of
from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.page_parts import parts_of_page
from okno.ground.ui.submit import submit
from okno.records.clients.actions.add_bank_account import add_bank_account
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.contact_rows import people_of
from okno.records.clients.duplicates import AlreadyHere
from okno.records.clients.facts import facts_of
from okno.records.clients.forms.companies import BankAccountForm, CompanyForm
from okno.records.clients.models import Company
from okno.records.clients.permissions import (
    can_add_company,
    can_change_company,
    can_send_letter,
    can_set_season,
)
from okno.records.clients.seasons import season_of
from okno.records.clients.views.one import on_company
from okno.team.people.models import Employee
from okno.team.people.standins import substitute_of
from okno.team.promises.models import Promise


@signed_in
def company(request: StaffRequest, pk: int) -> HttpResponse:
    """Render a company with its timeline, facts, contacts, season and accounts."""
    row, by = get_visible_or_404(Company.objects, request, pk), request.actor
    today = timezone.localdate()
    manager = row.manager
    context = {
        "company": row,
        "stream": stream_of(row, by.employee, **filters_of(request.GET)),
        "form": NoteForm(writer=by.employee),
        "facts": facts_of(row),
        "people": people_of(row, timezone.now()),
        "season": season_of(row, today),
        "wanted": what_he_wants(row, by.employee),
        "standing_in": standing_in_for(manager, today),
        "accounts": row.accounts.all(),
        "today": today,
        **rights_over(row, by.employee),
        **parts_of_page("clients.company", row, by.employee),
    }
    return render(request, "clients/company.html", context)


@signed_in
def add_company_view(request: StaffRequest) -> HttpResponse:
    """Show the form of a new company and add it; show the other company when the INN is taken."""
    allow(can_add_company(request.actor))
    context: dict[str, Any] = {}

    def act(**fields: Any) -> Company:
        try:
            return add_company(by=request.actor, at=timezone.now(), **fields)
        except AlreadyHere as error:
            context["there"] = error.company
            raise

    return submit(request, CompanyForm, act, template="clients/add_company.html", context=context)


@signed_in
def add_bank_account_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form of a bank account and add it."""
    template = "clients/add_bank_account.html"
    return on_company(request, pk, BankAccountForm, add_bank_account, template, can_change_company)


def what_he_wants(company: Company, reader: Employee) -> Promise | None:
    """Return the last promise to clarify that was kept: the client's real need (C6); or None."""
    clarified = Promise.objects.visible_to(reader).filter(company=company, kind=Promise.Kind.CLARIFY)
    done = clarified.filter(status__in=[Promise.Status.KEPT, Promise.Status.BROKEN]).exclude(outcome="")
    return done.select_related("owner").order_by("-closed_at", "-pk").first()


def standing_in_for(manager: Employee | None, on: date) -> Employee | None:
    """Return the manager's substitute on this day; None when the manager is not absent."""
    if manager is None:
        return None
    substitute = substitute_of(manager, on)
    return None if substitute.pk == manager.pk else substitute


def rights_over(company: Company, by: Employee) -> dict[str, bool]:
    """Return which actions the page offers to this employee."""
    return {
        "can_change": can_change_company(actor_of(by), company),
        "can_set_season": can_set_season(actor_of(by), company),
        "can_send_letter": can_send_letter(actor_of(by), company),
    }
