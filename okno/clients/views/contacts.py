"""People at a company, one by one and in place: each answers with his own lines."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from okno.clients.actions.add_contact import add_contact as add_contact_to
from okno.clients.actions.change_contact import change_contact as change
from okno.clients.actions.remove_contact import remove_contact as remove
from okno.clients.actions.return_contact import return_contact as bring_back
from okno.clients.contact_details import QUIET
from okno.clients.forms import ContactForm
from okno.clients.models import Company, Contact
from okno.clients.people_there import people_of
from okno.clients.permissions import can_change_company, can_change_contact
from okno.journal.changes import last_changes
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.edits import edit
from okno.ui.submit import submit
from okno.ui.toasts import toast

PANEL = "clients/contacts.html"


@signed_in
def contacts(request: StaffRequest, pk: int) -> HttpResponse:
    """The people of a company, those who left folded."""
    asked = request.GET.get("focus", "")
    focused = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    return _panel(request, one_visible(Company.objects, request, pk), focused)


@signed_in
def add_contact(request: StaffRequest, pk: int) -> HttpResponse:
    company = one_visible(Company.objects, request, pk)
    allow(can_change_company(request.employee, company))

    def act(**given: Any) -> Company:
        add_contact_to(company=company, by=request.employee, at=timezone.now(), **given)
        return company

    template, context = "clients/add_contact.html", {"company": company}
    return submit(request, ContactForm, act, template=template, context=context)


@signed_in
def change_contact(request: StaffRequest, pk: int) -> HttpResponse:
    contact = _contact(request, pk)
    allow(can_change_contact(request.employee, contact))

    def act(**given: Any) -> Company:
        return change(contact=contact, by=request.employee, at=timezone.now(), **given).company

    return edit(
        request,
        ContactForm,
        contact,
        act,
        template=_form_of(request),
        context={"contact": contact, "company": contact.company},
        told=last_changes,
        together=[QUIET],
        done=(lambda: _panel(request, contact.company, pk)) if _is_in_place(request) else None,
    )


@signed_in
@require_POST
def remove_contact(request: StaffRequest, pk: int) -> HttpResponse:
    contact = remove(contact=_contact(request, pk), by=request.employee, at=timezone.now())
    told = _("{name} is no longer there").format(name=contact.name)
    undo = reverse("clients:return_contact", args=[pk])
    return toast(_answer(request, contact.company), told, undo)


@signed_in
@require_POST
def return_contact(request: StaffRequest, pk: int) -> HttpResponse:
    contact = bring_back(contact=_contact(request, pk), by=request.employee, at=timezone.now())
    return _answer(request, contact.company)


def _contact(request: StaffRequest, pk: int) -> Contact:
    return one_visible(Contact.objects.select_related("company"), request, pk)


def _is_in_place(request: HttpRequest) -> bool:
    """Whether the panel of a client's page asks; a page of its own is for all others."""
    known: Any = request
    return bool(known.htmx) and str(known.htmx.target).startswith("contact")


def _form_of(request: HttpRequest) -> str:
    return "clients/contact_form.html" if _is_in_place(request) else "clients/change_contact.html"


def _answer(request: StaffRequest, company: Company) -> HttpResponse:
    return _panel(request, company) if _is_in_place(request) else redirect(company)


def _panel(request: StaffRequest, company: Company, focused: int = 0) -> HttpResponse:
    context = {
        "company": company,
        "focused": focused,
        "people": people_of(company, timezone.now()),
        "can_change": can_change_company(request.employee, company),
    }
    # A line was asked from; the whole panel answers, since the order of people may have changed.
    headers = {"HX-Retarget": "#contacts", "HX-Reswap": "outerHTML"} if _is_in_place(request) else {}
    answer = render(request, PANEL, context)
    for name, value in headers.items():
        answer[name] = value
    return answer
