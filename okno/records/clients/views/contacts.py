"""Contacts of a company, added and changed in place; each answer is the panel of contacts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from okno.ground.journal.changes import last_changes
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.edits import edit
from okno.ground.ui.submit import submit
from okno.ground.ui.toasts import toast
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.change_contact import change_contact
from okno.records.clients.actions.remove_contact import remove_contact
from okno.records.clients.actions.return_contact import return_contact
from okno.records.clients.contact_details import QUIET
from okno.records.clients.contact_rows import people_of
from okno.records.clients.forms.companies import ContactForm
from okno.records.clients.models import Company, Contact
from okno.records.clients.permissions import can_change_company, can_change_contact

PANEL = "clients/contacts.html"


@signed_in
def contacts(request: StaffRequest, pk: int) -> HttpResponse:
    """Render the contacts of a company, those who left folded; `?focus=` puts the focus on one."""
    key = request.GET.get("focus", "")
    focused = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
    return _panel(request, get_visible_or_404(Company.objects, request, pk), focused)


@signed_in
def add_contact_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form of a new contact and add it."""
    company = get_visible_or_404(Company.objects, request, pk)
    allow(can_change_company(request.actor, company))

    def act(**fields: Any) -> Company:
        add_contact(company=company, by=request.actor, at=timezone.now(), **fields)
        return company

    template, context = "clients/add_contact.html", {"company": company}
    return submit(request, ContactForm, act, template=template, context=context)


@signed_in
def change_contact_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form of a contact and save it; two people's changes are merged by field."""
    contact = _contact(request, pk)
    allow(can_change_contact(request.actor, contact))

    def act(**fields: Any) -> Company:
        return change_contact(contact=contact, by=request.actor, at=timezone.now(), **fields).company

    return edit(
        request,
        ContactForm,
        contact,
        act,
        template=_form_of(request),
        context={"contact": contact, "company": contact.company},
        history=last_changes,
        together=[QUIET],
        done=(lambda: _panel(request, contact.company, pk)) if _is_in_place(request) else None,
    )


@signed_in
@require_POST
def remove_contact_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark the contact as gone and offer to undo it."""
    contact = remove_contact(contact=_contact(request, pk), by=request.actor, at=timezone.now())
    message = _("{name} is no longer there").format(name=contact.name)
    undo = reverse("clients:return_contact", args=[pk])
    return toast(_answer(request, contact.company), message, undo)


@signed_in
@require_POST
def return_contact_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark the contact as present again."""
    contact = return_contact(contact=_contact(request, pk), by=request.actor, at=timezone.now())
    return _answer(request, contact.company)


def _contact(request: StaffRequest, pk: int) -> Contact:
    """Return the contact with its company; raise 404 when the reader sees no such one."""
    return get_visible_or_404(Contact.objects.select_related("company"), request, pk)


def _is_in_place(request: HttpRequest) -> bool:
    """Return whether the panel of a client's page sent the request, not a page of its own."""
    typed: Any = request
    return bool(typed.htmx) and str(typed.htmx.target).startswith("contact")


def _form_of(request: HttpRequest) -> str:
    """Return the template of the form: in place or a page."""
    return "clients/contact_form.html" if _is_in_place(request) else "clients/change_contact.html"


def _answer(request: StaffRequest, company: Company) -> HttpResponse:
    """Return the panel, or a redirect to the company from a page."""
    return _panel(request, company) if _is_in_place(request) else redirect(company)


def _panel(request: StaffRequest, company: Company, focused: int = 0) -> HttpResponse:
    """Render the panel of contacts."""
    context = {
        "company": company,
        "focused": focused,
        "people": people_of(company, timezone.now()),
        "can_change": can_change_company(request.actor, company),
    }
    # A line was asked from; the whole panel answers, since the order of people may have changed.
    headers = {"HX-Retarget": "#contacts", "HX-Reswap": "outerHTML"} if _is_in_place(request) else {}
    answer = render(request, PANEL, context)
    for name, value in headers.items():
        answer[name] = value
    return answer
