"""Pages of orders: the engineers' queue and the order with its steps. No prices on any of them."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.clients.models import Company
from okno.contracts.models import Contract
from okno.delivery.actions.accept_order import accept_order
from okno.delivery.actions.complete_step import complete_step
from okno.delivery.actions.confirm_date import confirm_date
from okno.delivery.actions.start_order import start_order
from okno.delivery.forms import AcceptForm, ConfirmDateForm
from okno.delivery.models import Order, OrderStep
from okno.delivery.permissions import (
    can_accept_order,
    can_complete_step,
    can_confirm_date,
    can_start_order,
)
from okno.delivery.queries import OrderQuerySet
from okno.journal.models import Entry
from okno.journal.stream import Stream
from okno.kernel.clock import local_date
from okno.kernel.errors import Forbidden
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.ui.lists import page_of
from okno.ui.submit import go_to, submit

PANEL_SHOWS = 20
ENTRIES_SHOWN = 30
VIEWS = ("in_work", "waiting", "accepted")


@signed_in
@require_safe
def orders(request: StaffRequest) -> HttpResponse:
    view = request.GET.get("view", "")
    view = view if view in VIEWS else VIEWS[0]
    shown: OrderQuerySet = getattr(Order.objects.visible_to(request.employee), view)()
    page = page_of(request, shown.whole())
    today = local_date(timezone.now())
    rows = [_row(order, request.employee, today) for order in page.items]
    return render(request, "delivery/orders.html", {"page": page, "rows": rows, "view": view})


@signed_in
@require_safe
def order(request: StaffRequest, pk: int) -> HttpResponse:
    one: Order = one_visible(Order.objects.whole(), request, pk)
    by = request.employee
    live = one.status in ("ready", "started")
    steps = [
        {"step": step, "may": one.status == "started" and step.is_next and can_complete_step(by, step)}
        for step in one.steps.all()
    ]
    entries = Entry.objects.visible_to(request.employee).about(one).select_related("by", "company")
    context = {
        "order": one,
        "stream": Stream(list(entries[:ENTRIES_SHOWN]), next_url=""),
        "steps": steps,
        "late": one.is_late(local_date(timezone.now())),
        "contract_shown": Contract.objects.visible_to(by).filter(pk=one.contract_id).exists(),
        "may_start": one.status == "ready" and can_start_order(by, one),
        "may_confirm": live and can_confirm_date(by, one),
        "may_accept": one.status == "started" and one.is_done and can_accept_order(by, one),
    }
    return render(request, "delivery/order.html", context)


@signed_in
@require_POST
def start_order_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Order = one_visible(Order.objects.all(), request, pk)
    start_order(order=one, by=request.employee, at=timezone.now())
    return go_to(request, "delivery:orders" if request.POST.get("back") == "queue" else one)


@signed_in
@require_POST
def complete_step_view(request: StaffRequest, pk: int) -> HttpResponse:
    step: OrderStep = one_visible(OrderStep.objects.select_related("order"), request, pk)
    complete_step(step=step, by=request.employee, at=timezone.now())
    return go_to(request, "delivery:orders" if request.POST.get("back") == "queue" else step.order)


@signed_in
def confirm_date_view(request: StaffRequest, pk: int) -> HttpResponse:
    """No check of the role here: guard 3 answers whoever is not an engineer, and the refusal is recorded."""
    one: Order = one_visible(Order.objects.select_related("company", "promise"), request, pk)
    form = ConfirmDateForm(request.POST or None, initial={"promised_on": one.promised_on})

    def act(**typed: Any) -> Order:
        return confirm_date(order=one, by=request.employee, at=timezone.now(), **typed)

    return submit(request, form, act, template="delivery/confirm_date.html", context={"order": one})


@signed_in
def accept_order_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Order = one_visible(Order.objects.select_related("company", "promise"), request, pk)
    if not can_accept_order(request.employee, one):
        raise Forbidden()
    now = timezone.now()
    form = AcceptForm(request.POST or None, initial={"accepted_on": local_date(now)})

    def act(**typed: Any) -> Order:
        return accept_order(order=one, by=request.employee, at=now, **typed)

    return submit(request, form, act, template="delivery/accept.html", context={"order": one})


@signed_in
@require_safe
def company_orders(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = one_visible(Company.objects.all(), request, pk)
    return _panel(request, Order.objects.visible_to(request.employee).filter(company=company))


@signed_in
@require_safe
def contract_order(request: StaffRequest, pk: int) -> HttpResponse:
    contract: Contract = one_visible(Contract.objects.all(), request, pk)
    return _panel(request, Order.objects.visible_to(request.employee).filter(contract=contract))


def _row(order: Order, by: Employee, today: date) -> dict[str, Any]:
    """`mine` are the steps to do next that this person's role does."""
    next_steps = [step for step in order.steps.all() if step.is_next]
    return {
        "order": order,
        "late": order.is_late(today),
        "next": next_steps[0] if next_steps else None,
        "mine": [step for step in next_steps if order.status == "started" and by.has(step.role)],
        "may_start": order.status == "ready" and can_start_order(by, order),
    }


def _panel(request: StaffRequest, shown: OrderQuerySet) -> HttpResponse:
    today = local_date(timezone.now())
    rows = [_row(order, request.employee, today) for order in shown.whole()[:PANEL_SHOWS]]
    return render(request, "delivery/panel.html", {"rows": rows})
