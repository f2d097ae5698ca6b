"""Pages of prohibitions of letters: the list, adding and lifting (guard 6)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import submit
from okno.records.clients.actions.forbid_contact import forbid_contact
from okno.records.clients.actions.lift_no_contact import lift_no_contact
from okno.records.clients.forms.reach import ForbidForm, LiftForm
from okno.records.clients.models import Company, NoContact
from okno.records.clients.permissions import can_lift_no_contact


@signed_in
def no_contacts(request: StaffRequest) -> HttpResponse:
    """Render the list with the form to add to it.

    `?q=` searches it, `?address=` fills the form, the entry stands in the journal of `?company=`.
    """
    by, company = request.actor, _company(request)
    in_force = NoContact.objects.visible_to(by.employee).in_force().select_related("by")
    seeking = request.GET.get("q", "").strip()[:254]
    rows = in_force.filter(address__contains=seeking.lower()) if seeking else in_force

    def act(**fields: Any) -> Company | str:
        forbid_contact(company=company, by=by, at=timezone.now(), **fields)
        return company or reverse("clients:no_contacts")

    context = {"page": page_of(request, rows), "q": seeking, "can_lift": can_lift_no_contact(by)}
    form = ForbidForm(request.POST or None, initial={"address": request.GET.get("address", "")[:254]})
    return submit(request, form, act, template="clients/no_contacts.html", context=context)


@signed_in
def lift_no_contact_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form of lifting a prohibition and lift it."""
    no_contact = get_visible_or_404(NoContact.objects, request, pk)
    allow(can_lift_no_contact(request.actor))

    def act(reason: str) -> str:
        lift_no_contact(no_contact=no_contact, reason=reason, by=request.actor, at=timezone.now())
        return reverse("clients:no_contacts")

    return submit(
        request, LiftForm, act, template="clients/lift_no_contact.html", context={"no_contact": no_contact}
    )


def _company(request: StaffRequest) -> Company | None:
    """Return the company named in the address, or None."""
    key = request.GET.get("company", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return get_object_or_404(Company.objects.visible_to(request.employee), pk=int(key))
