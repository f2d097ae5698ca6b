"""Services and invoices in the API."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from okno.billing.actions.apply_credit import apply_credit as apply
from okno.billing.actions.end_service import end_service as end
from okno.billing.models import Invoice, RunningService
from okno.billing.pdf import invoice_pdf as drawn_pdf
from okno.clients.models import Company
from okno.people.doors import caller
from okno.ui.api import PROBLEMS, Answer, Body, Key, Limit, Line, Listing, listing

router = Router(tags=["billing"])


class ServiceAnswer(Answer):
    """The fee is for all units, in minor units, with or without VAT as `vat_included` says."""

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
    def resolve_company(service: RunningService) -> int:
        return service.company_id

    @staticmethod
    def resolve_contract(service: RunningService) -> int:
        return service.contract_id


class EndServiceBody(Body):
    ends_on: date
    reason: Line


class InvoiceAnswer(Answer):
    """Sums in minor units; `left_minor` is still to be paid."""

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
        service: int | None = line.service_id
        return service


class WholeInvoice(InvoiceAnswer):
    lines: list[InvoiceLineAnswer]


class CreditAnswer(Answer):
    applied_minor: int


@router.get("/services", response={200: Listing[ServiceAnswer], **PROBLEMS})
def services(
    request: HttpRequest, company: Key | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Services that run, will run or ran."""
    visible = RunningService.objects.visible_to(caller(request))
    return listing(visible.filter(company=company) if company else visible, cursor, limit)


@router.get("/services/{id}", response={200: ServiceAnswer, **PROBLEMS})
def service(request: HttpRequest, id: int) -> RunningService:
    return get_object_or_404(RunningService.objects.visible_to(caller(request)), pk=id)


@router.post("/services/{id}/end", response={200: ServiceAnswer, **PROBLEMS})
def end_service(request: HttpRequest, id: int, body: EndServiceBody) -> RunningService:
    """Set the last day; not before the days that are invoiced already (409, guard 7)."""
    one = service(request, id)
    return end(service=one, by=caller(request), at=timezone.now(), **body.model_dump())


@router.get("/invoices", response={200: Listing[InvoiceAnswer], **PROBLEMS})
def invoices(
    request: HttpRequest, company: Key | None = None, open: bool = False, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Issued invoices, newest first; `open` leaves those with something left to pay."""
    visible = Invoice.objects.visible_to(caller(request))
    visible = visible.filter(company=company) if company else visible
    return listing(visible.open() if open else visible, cursor, limit)


@router.get("/invoices/{id}", response={200: WholeInvoice, **PROBLEMS})
def invoice(request: HttpRequest, id: int) -> Invoice:
    visible = Invoice.objects.visible_to(caller(request)).prefetch_related("lines")
    return get_object_or_404(visible, pk=id)


@router.get("/invoices/{id}/pdf", response={200: None, **PROBLEMS})
def invoice_pdf(request: HttpRequest, id: int) -> HttpResponse:
    """The document itself, application/pdf."""
    visible = Invoice.objects.visible_to(caller(request)).select_related("company", "seller")
    return HttpResponse(drawn_pdf(get_object_or_404(visible, pk=id)), content_type="application/pdf")


@router.post("/companies/{id}/apply-credit", response={200: CreditAnswer, **PROBLEMS})
def apply_credit(request: HttpRequest, id: int) -> dict[str, int]:
    """What the client has with us (advances, overpayments) goes to his open invoices."""
    company = get_object_or_404(Company.objects.visible_to(caller(request)), pk=id)
    return {"applied_minor": apply(company=company, by=caller(request), at=timezone.now())}
