"""Who must not be written to: the list, an addition, and its lifting (guard 6)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from okno.clients.actions.forbid_contact import forbid_contact as forbid
from okno.clients.actions.lift_no_contact import lift_no_contact as lift
from okno.clients.forms_reach import ForbidForm, LiftForm
from okno.clients.models import Company, NoContact
from okno.clients.permissions import can_lift_no_contact
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.lists import page_of
from okno.ui.submit import submit


@signed_in
def no_contacts(request: StaffRequest) -> HttpResponse:
    """The list and a line to add to it; `?address=` fills it, `?company=` is in whose journal it stands."""
    by, company = request.employee, _company(request)
    wanted = NoContact.objects.visible_to(by).in_force().select_related("by")
    seeking = request.GET.get("q", "").strip()[:254]
    shown = wanted.filter(address__contains=seeking.lower()) if seeking else wanted

    def act(**given: Any) -> Company | str:
        forbid(company=company, by=by, at=timezone.now(), **given)
        return company or reverse("clients:no_contacts")

    context = {"page": page_of(request, shown), "q": seeking, "can_lift": can_lift_no_contact(by)}
    form = ForbidForm(request.POST or None, initial={"address": request.GET.get("address", "")[:254]})
    return submit(request, form, act, template="clients/no_contacts.html", context=context)


@signed_in
def lift_no_contact(request: StaffRequest, pk: int) -> HttpResponse:
    one = one_visible(NoContact.objects, request, pk)
    allow(can_lift_no_contact(request.employee))

    def act(reason: str) -> str:
        lift(no_contact=one, reason=reason, by=request.employee, at=timezone.now())
        return reverse("clients:no_contacts")

    return submit(request, LiftForm, act, template="clients/lift_no_contact.html", context={"one": one})


def _company(request: StaffRequest) -> Company | None:
    asked = request.GET.get("company", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    return get_object_or_404(Company.objects.visible_to(request.employee), pk=int(asked))
