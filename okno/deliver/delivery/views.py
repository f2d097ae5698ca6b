"""Pages of orders: the engineers' queue and the order with its steps. No prices on any of them."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.deliver.contracts.models import Contract
from okno.deliver.delivery.actions.accept_order import accept_order
from okno.deliver.delivery.actions.complete_step import complete_step
from okno.deliver.delivery.actions.confirm_date import confirm_date
from okno.deliver.delivery.actions.start_order import start_order
from okno.deliver.delivery.forms import AcceptForm, ConfirmDateForm
from okno.deliver.delivery.models import Order, OrderStep
from okno.deliver.delivery.permissions import (
    can_accept_order,
    can_complete_step,
    can_confirm_date,
    can_start_order,
)
from okno.deliver.delivery.queries import OrderQuerySet
from okno.ground.journal.models import Entry
from okno.ground.journal.timeline import Stream
from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import go_to, submit
from okno.records.clients.models import Company
from okno.team.people.models import Employee

PANEL_SHOWS = 20
ENTRIES_SHOWN = 30
VIEWS = ("in_work", "waiting", "accepted")


@signed_in
@require_safe
def orders(request: StaffRequest) -> HttpResponse:
    view = request.GET.get("view", "")
    view = view if view in VIEWS else VIEWS[0]
    visible: OrderQuerySet = getattr(Order.objects.visible_to(request.employee), view)()
    page = page_of(request, visible.whole())
    today = local_date(timezone.now())
    rows = [_row(order, request.employee, today) for order in page.items]
    return render(request, "delivery/orders.html", {"page": page, "rows": rows, "view": view})


@signed_in
@require_safe
def order(request: StaffRequest, pk: int) -> HttpResponse:
    record: Order = get_visible_or_404(Order.objects.whole(), request, pk)
    by = request.actor
    live = record.status in ("ready", "started")
    steps = [
        {"step": step, "may": record.status == "started" and step.is_next and can_complete_step(by, step)}
        for step in record.steps.all()
    ]
    entries = (
        Entry.objects.visible_to(request.employee).about(record).select_related("by", "token", "company")
    )
    context = {
        "order": record,
        "stream": Stream(list(entries[:ENTRIES_SHOWN]), next_url=""),
        "steps": steps,
        "late": record.is_late(local_date(timezone.now())),
        "contract_shown": Contract.objects.visible_to(by.employee).filter(pk=record.contract_id).exists(),
        "may_start": record.status == "ready" and can_start_order(by, record),
        "may_confirm": live and can_confirm_date(by, record),
        "may_accept": record.status == "started" and record.is_done and can_accept_order(by, record),
    }
    return render(request, "delivery/order.html", context)


@signed_in
@require_POST
def start_order_view(request: StaffRequest, pk: int) -> HttpResponse:
    record: Order = get_visible_or_404(Order.objects.all(), request, pk)
    start_order(order=record, by=request.actor, at=timezone.now())
    return go_to(request, "delivery:orders" if request.POST.get("back") == "queue" else record)


@signed_in
@require_POST
def complete_step_view(request: StaffRequest, pk: int) -> HttpResponse:
    step: OrderStep = get_visible_or_404(OrderStep.objects.select_related("order"), request, pk)
    complete_step(step=step, by=request.actor, at=timezone.now())
    return go_to(request, "delivery:orders" if request.POST.get("back") == "queue" else step.order)


@signed_in
def confirm_date_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Render and take the form of a date.

    The role is not checked here: guard 3 answers everybody but engineers, so that the refusal is recorded.
    """
    record: Order = get_visible_or_404(Order.objects.select_related("company", "promise"), request, pk)
    form = ConfirmDateForm(request.POST or None, initial={"promised_on": record.promised_on})

    def act(**typed: Any) -> Order:
        return confirm_date(order=record, by=request.actor, at=timezone.now(), **typed)

    return submit(request, form, act, template="delivery/confirm_date.html", context={"order": record})


@signed_in
def accept_order_view(request: StaffRequest, pk: int) -> HttpResponse:
    record: Order = get_visible_or_404(Order.objects.select_related("company", "promise"), request, pk)
    allow(can_accept_order(request.actor, record))
    now = timezone.now()
    form = AcceptForm(request.POST or None, initial={"accepted_on": local_date(now)})

    def act(**typed: Any) -> Order:
        return accept_order(order=record, by=request.actor, at=now, **typed)

    return submit(request, form, act, template="delivery/accept.html", context={"order": record})


@signed_in
@require_safe
def company_orders(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = get_visible_or_404(Company.objects.all(), request, pk)
    return _panel(request, Order.objects.visible_to(request.employee).filter(company=company))


@signed_in
@require_safe
def contract_order(request: StaffRequest, pk: int) -> HttpResponse:
    contract: Contract = get_visible_or_404(Contract.objects.all(), request, pk)
    return _panel(request, Order.objects.visible_to(request.employee).filter(contract=contract))


def _row(order: Order, by: Employee, today: date) -> dict[str, Any]:
    """Return the order with its next steps; `mine` are those that this employee's role does."""
    next_steps = [step for step in order.steps.all() if step.is_next]
    return {
        "order": order,
        "late": order.is_late(today),
        "next": next_steps[0] if next_steps else None,
        "mine": [step for step in next_steps if order.status == "started" and by.has(step.role)],
        "may_start": order.status == "ready" and can_start_order(actor_of(by), order),
    }


def _panel(request: StaffRequest, visible: OrderQuerySet) -> HttpResponse:
    today = local_date(timezone.now())
    rows = [_row(order, request.employee, today) for order in visible.whole()[:PANEL_SHOWS]]
    return render(request, "delivery/panel.html", {"rows": rows})
