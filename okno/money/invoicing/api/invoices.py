"""Services and invoices in the API."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from okno.ground.kernel.clock import local_date
from okno.ground.ui.access import actor, caller
from okno.ground.ui.api import PROBLEMS, Answer, Body, Key, Limit, Line, Listing, listing
from okno.money.invoicing.actions.end_service import end_service
from okno.money.invoicing.models import Invoice, Subscription
from okno.money.invoicing.pdf import invoice_pdf as render_pdf
from okno.money.invoicing.queries import SubscriptionQuerySet

router = Router()


class ServiceAnswer(Answer):
    """A service; the fee is for all units, in minor units, with or without VAT as `vat_included` says."""

    id: int
    title: str
    company: int
    contract: int
    monthly_minor: int
    vat_included: bool
    starts_on: date
    ends_on: date | None
    billed_through_on: date

    @staticmethod
    def resolve_company(service: Subscription) -> int:
        return service.company_id

    @staticmethod
    def resolve_contract(service: Subscription) -> int:
        return service.contract_id


class EndServiceBody(Body):
    ends_on: date
    reason: Line


class InvoiceAnswer(Answer):
    """An invoice; sums are in minor units, `left_minor` is still to be paid."""

    id: int
    number: str
    kind: str
    company: int
    contract: int | None
    issued_on: date
    due_on: date
    starts_on: date | None
    ends_on: date | None
    net_minor: int
    vat_minor: int
    gross_minor: int
    paid_minor: int
    left_minor: int
    paid_on: date | None

    @staticmethod
    def resolve_company(invoice: Invoice) -> int:
        return invoice.company_id

    @staticmethod
    def resolve_contract(invoice: Invoice) -> int | None:
        return invoice.contract_id


class InvoiceLineAnswer(Answer):
    kind: str
    title: str
    service: int | None
    starts_on: date | None
    ends_on: date | None
    vat_rate_bp: int
    net_minor: int
    vat_minor: int
    gross_minor: int

    @staticmethod
    def resolve_service(line: Any) -> int | None:
        subscription: int | None = line.subscription_id
        return subscription


class WholeInvoice(InvoiceAnswer):
    lines: list[InvoiceLineAnswer]


def _services(request: HttpRequest) -> SubscriptionQuerySet:
    """Return the services that the caller may see, with their terms of today."""
    return Subscription.objects.visible_to(caller(request)).with_term(local_date(timezone.now()))


@router.get("/services", response={200: Listing[ServiceAnswer], **PROBLEMS})
def list_services(
    request: HttpRequest, company: Key | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Return the running, planned and ended services that the caller may see."""
    visible = _services(request)
    return listing(visible.filter(company=company) if company else visible, cursor, limit)


@router.get("/services/{id}", response={200: ServiceAnswer, **PROBLEMS})
def get_service(request: HttpRequest, id: int) -> Subscription:
    return get_object_or_404(_services(request), pk=id)


@router.post("/services/{id}/end", response={200: ServiceAnswer, **PROBLEMS})
def end_service_api(request: HttpRequest, id: int, body: EndServiceBody) -> Subscription:
    """Set the last day of a service and return it; 409 for a day before those already invoiced (guard 7)."""
    service = get_service(request, id)
    end_service(service=service, by=actor(request), at=timezone.now(), **body.model_dump())
    return service


@router.get("/invoices", response={200: Listing[InvoiceAnswer], **PROBLEMS})
def list_invoices(
    request: HttpRequest, company: Key | None = None, open: bool = False, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Return issued invoices, newest first; with `open` only those with something left to pay."""
    visible = Invoice.objects.visible_to(caller(request))
    visible = visible.filter(company=company) if company else visible
    return listing(visible.open() if open else visible, cursor, limit)


@router.get("/invoices/{id}", response={200: WholeInvoice, **PROBLEMS})
def get_invoice(request: HttpRequest, id: int) -> Invoice:
    visible = Invoice.objects.visible_to(caller(request)).prefetch_related("lines")
    return get_object_or_404(visible, pk=id)


@router.get("/invoices/{id}/pdf", response={200: None, **PROBLEMS})
def get_invoice_pdf(request: HttpRequest, id: int) -> HttpResponse:
    """Return the invoice as a document, application/pdf."""
    visible = Invoice.objects.visible_to(caller(request)).select_related("company", "seller")
    return HttpResponse(render_pdf(get_object_or_404(visible, pk=id)), content_type="application/pdf")
