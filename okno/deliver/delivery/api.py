"""Orders in the API. No prices: engineers read all of it."""

from datetime import date, datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from okno.deliver.delivery.actions.accept_order import accept_order
from okno.deliver.delivery.actions.complete_step import complete_step
from okno.deliver.delivery.actions.confirm_date import confirm_date
from okno.deliver.delivery.actions.start_order import start_order
from okno.deliver.delivery.models import Order, OrderStep
from okno.deliver.delivery.queries import OrderQuerySet
from okno.ground.ui.access import actor, caller
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, listing

router = Router(tags=["delivery"])


class CompleteStepBody(Body):
    step: Id


class ConfirmDateBody(Body):
    promised_on: date
    reason: Line = ""


class AcceptOrderBody(Body):
    accepted_on: date
    accepted_by_name: Line


class OrderStepAnswer(Answer):
    id: int
    kind: str
    role: str
    what: str
    due_on: date | None
    done_at: datetime | None

    @staticmethod
    def resolve_what(step: OrderStep) -> str:
        return str(step.line or "")


class OrderAnswer(Answer):
    id: int
    status: str
    contract: int
    company: int
    what: str
    where: str
    promised_on: date | None
    released_at: datetime | None
    started_at: datetime | None
    accepted_on: date | None
    accepted_by_name: str
    steps: list[OrderStepAnswer]

    @staticmethod
    def resolve_contract(order: Order) -> int:
        return order.contract_id

    @staticmethod
    def resolve_company(order: Order) -> int:
        return order.company_id


@router.get("/orders", response={200: Listing[OrderAnswer], **PROBLEMS})
def list_orders(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, object]:
    """Return the orders that the caller may see, newest first."""
    return listing(_visible(request), cursor, limit)


@router.get("/orders/{int:id}", response={200: OrderAnswer, **PROBLEMS})
def get_order(request: HttpRequest, id: int) -> Order:
    """Return an order with its steps; `promised_on` is the date that engineers confirmed, or null."""
    return _one(request, id)


@router.post("/orders/{int:id}/start", response={200: OrderAnswer, **PROBLEMS})
def start_order_api(request: HttpRequest, id: int) -> Order:
    """Take an order into work; 409 until its first invoice is paid in full (D2)."""
    start_order(order=_one(request, id), by=actor(request), at=timezone.now())
    return _one(request, id)


@router.post("/orders/{int:id}/complete-step", response={200: OrderAnswer, **PROBLEMS})
def complete_step_api(request: HttpRequest, id: int, body: CompleteStepBody) -> Order:
    """Mark a step done; 409 while a step that it waits for is not done."""
    step = get_object_or_404(_one(request, id).steps.all(), pk=body.step)
    complete_step(step=step, by=actor(request), at=timezone.now())
    return _one(request, id)


@router.post("/orders/{int:id}/confirm-date", response={200: OrderAnswer, **PROBLEMS})
def confirm_date_api(request: HttpRequest, id: int, body: ConfirmDateBody) -> Order:
    """Name or move the date promised to the client; anybody but an engineer is refused by guard 3."""
    confirm_date(
        order=_one(request, id),
        promised_on=body.promised_on,
        reason=body.reason,
        by=actor(request),
        at=timezone.now(),
    )
    return _one(request, id)


@router.post("/orders/{int:id}/accept", response={200: OrderAnswer, **PROBLEMS})
def accept_order_api(request: HttpRequest, id: int, body: AcceptOrderBody) -> Order:
    """Accept an order for the client: services run from `accepted_on`. 409 while steps are left."""
    accept_order(
        order=_one(request, id),
        accepted_on=body.accepted_on,
        accepted_by_name=body.accepted_by_name,
        by=actor(request),
        at=timezone.now(),
    )
    return _one(request, id)


def _visible(request: HttpRequest) -> OrderQuerySet:
    return Order.objects.visible_to(caller(request)).whole()


def _one(request: HttpRequest, id: int) -> Order:
    return get_object_or_404(_visible(request), pk=id)
