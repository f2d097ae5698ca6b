"""Pages of running services, and their panels."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.deliver.contracts.models import Contract
from okno.ground.journal.models import Entry
from okno.ground.journal.timeline import Stream
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import submit
from okno.money.invoicing.actions.end_service import end_service
from okno.money.invoicing.events import ServicesStarted
from okno.money.invoicing.forms import EndServiceForm
from okno.money.invoicing.models import Subscription
from okno.money.invoicing.permissions import can_end_service, sees_money
from okno.money.invoicing.queries import SubscriptionQuerySet
from okno.records.clients.models import Company

ENTRIES_SHOWN = 30
PANEL_SHOWS = 20


@signed_in
@require_safe
def services(request: StaffRequest) -> HttpResponse:
    on = local_date(timezone.now())
    view = request.GET.get("view", "running")
    visible = Subscription.objects.visible_to(request.employee).with_term(on).select_related("company")
    page = page_of(request, visible.in_view(view, on).order_by("-pk"))
    return render(
        request, "invoicing/services.html", {"page": page, "rows": _with_states(page, on), "view": view}
    )


@signed_in
@require_safe
def service(request: StaffRequest, pk: int) -> HttpResponse:
    on = local_date(timezone.now())
    related = Subscription.objects.with_term(on).select_related(
        "company", "seller", "contract", "contract_line__location"
    )
    subscription: Subscription = get_visible_or_404(related, request, pk)
    readable = Entry.objects.visible_to(request.employee).select_related("by", "token", "company")
    entries = readable.about(subscription) | readable.about(subscription.contract).filter(
        kind=ServicesStarted.name
    )
    is_billed_to_its_end = (
        subscription.ends_on is not None and subscription.billed_through_on >= subscription.ends_on
    )
    context = {
        "service": subscription,
        "state": subscription.state(on),
        "lines": subscription.invoice_lines.select_related("invoice").order_by("-starts_on")[:ENTRIES_SHOWN],
        "stream": Stream(list(entries[:ENTRIES_SHOWN]), next_url=""),
        "may_end": not is_billed_to_its_end and can_end_service(request.actor),
    }
    return render(request, "invoicing/service.html", context)


@signed_in
def end_service_view(request: StaffRequest, pk: int) -> HttpResponse:
    related = Subscription.objects.select_related("company")
    subscription: Subscription = get_visible_or_404(related, request, pk)
    allow(can_end_service(request.actor))

    def act(**typed: Any) -> Subscription:
        return end_service(service=subscription, by=request.actor, at=timezone.now(), **typed)

    form = EndServiceForm(
        request.POST or None, initial={"ends_on": subscription.ends_on or subscription.billed_through_on}
    )
    return submit(
        request, form, act, template="invoicing/end_service.html", context={"service": subscription}
    )


@signed_in
@require_safe
def company_services(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = get_visible_or_404(Company.objects.all(), request, pk)
    return _panel(request, Subscription.objects.filter(company=company))


@signed_in
@require_safe
def contract_services(request: StaffRequest, pk: int) -> HttpResponse:
    contract: Contract = get_visible_or_404(Contract.objects.all(), request, pk)
    return _panel(request, Subscription.objects.filter(contract=contract))


def _panel(request: StaffRequest, services: SubscriptionQuerySet) -> HttpResponse:
    if not sees_money(request.employee):
        return HttpResponse()
    on = local_date(timezone.now())
    rows = services.visible_to(request.employee).with_term(on).order_by("ends_on", "pk")[:PANEL_SHOWS]
    return render(request, "invoicing/services_panel.html", {"rows": _with_states(rows, on)})


def _with_states(rows: Any, on: date) -> list[tuple[Subscription, str]]:
    return [(row, row.state(on)) for row in rows]
