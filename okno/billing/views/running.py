"""Pages of running services, and their panels."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.billing.actions.end_service import end_service
from okno.billing.events import ServicesStarted
from okno.billing.forms import EndServiceForm
from okno.billing.models import RunningService
from okno.billing.permissions import can_end_service, sees_money
from okno.billing.queries import RunningServiceQuerySet
from okno.clients.models import Company
from okno.contracts.models import Contract
from okno.journal.models import Entry
from okno.journal.stream import Stream
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.lists import page_of
from okno.ui.submit import submit

ENTRIES_SHOWN = 30
PANEL_SHOWS = 20


@signed_in
@require_safe
def services(request: StaffRequest) -> HttpResponse:
    on = local_date(timezone.now())
    view = request.GET.get("view", "running")
    visible = RunningService.objects.visible_to(request.employee).select_related("company")
    page = page_of(request, visible.in_view(view, on).order_by("-pk"))
    return render(request, "billing/services.html", {"page": page, "rows": _with_states(page), "view": view})


@signed_in
@require_safe
def service(request: StaffRequest, pk: int) -> HttpResponse:
    related = RunningService.objects.select_related(
        "company", "seller", "contract", "contract_line__location"
    )
    one: RunningService = one_visible(related, request, pk)
    readable = Entry.objects.visible_to(request.employee).select_related("by", "company")
    entries = readable.about(one) | readable.about(one.contract).filter(kind=ServicesStarted.name)
    is_billed_to_its_end = one.ends_on is not None and one.billed_through_on >= one.ends_on
    context = {
        "service": one,
        "state": one.state(local_date(timezone.now())),
        "lines": one.invoice_lines.select_related("invoice").order_by("-starts_on")[:ENTRIES_SHOWN],
        "stream": Stream(list(entries[:ENTRIES_SHOWN]), next_url=""),
        "may_end": not is_billed_to_its_end and can_end_service(request.employee),
    }
    return render(request, "billing/service.html", context)


@signed_in
def end_service_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: RunningService = one_visible(RunningService.objects.select_related("company"), request, pk)
    allow(can_end_service(request.employee))

    def act(**typed: Any) -> RunningService:
        return end_service(service=one, by=request.employee, at=timezone.now(), **typed)

    form = EndServiceForm(request.POST or None, initial={"ends_on": one.ends_on or one.billed_through_on})
    return submit(request, form, act, template="billing/end_service.html", context={"service": one})


@signed_in
@require_safe
def company_services(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = one_visible(Company.objects.all(), request, pk)
    return _panel(request, RunningService.objects.filter(company=company))


@signed_in
@require_safe
def contract_services(request: StaffRequest, pk: int) -> HttpResponse:
    contract: Contract = one_visible(Contract.objects.all(), request, pk)
    return _panel(request, RunningService.objects.filter(contract=contract))


def _panel(request: StaffRequest, found: RunningServiceQuerySet) -> HttpResponse:
    if not sees_money(request.employee):
        return HttpResponse()
    shown = found.visible_to(request.employee).order_by("ends_on", "pk")[:PANEL_SHOWS]
    return render(request, "billing/services_panel.html", {"rows": _with_states(shown)})


def _with_states(found: Any) -> list[tuple[RunningService, str]]:
    on = local_date(timezone.now())
    return [(one, one.state(on)) for one in found]
