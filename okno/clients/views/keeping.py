"""Who keeps a client, and where the client stands."""

from django.http import HttpResponse

from okno.clients.actions.set_manager import set_manager as set_manager_of
from okno.clients.actions.set_status import set_status as set_status_of
from okno.clients.forms import (
    ManagerForm,
    StatusForm,
)
from okno.clients.models import Company
from okno.clients.permissions import (
    can_set_manager,
    can_set_status,
)
from okno.clients.views.one import on_company
from okno.people.doors import StaffRequest, one_visible, signed_in


@signed_in
def set_manager(request: StaffRequest, pk: int) -> HttpResponse:
    template = "clients/set_manager.html"
    return on_company(request, pk, ManagerForm, set_manager_of, template, can_set_manager)


@signed_in
def set_status(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Company.objects, request, pk)
    form = StatusForm(request.POST or None, initial={"status_text": thing.status_text})
    return on_company(request, pk, form, set_status_of, "clients/set_status.html", can_set_status)
