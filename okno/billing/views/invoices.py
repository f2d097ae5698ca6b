"""Pages of invoices, and their panels on the pages of clients, contracts and orders."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.billing.actions.apply_credit import apply_credit
from okno.billing.balance import balance_of
from okno.billing.models import Allocation, Invoice, Payment
from okno.billing.pdf import invoice_pdf as drawn_pdf
from okno.billing.permissions import can_apply_credit, can_start_billing_run, sees_money
from okno.billing.queries import InvoiceQuerySet
from okno.clients.models import Company
from okno.contracts.models import Contract
from okno.delivery.models import Order
from okno.journal.models import Entry
from okno.journal.stream import Stream
from okno.kernel.clock import local_date
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.lists import page_of
from okno.ui.submit import go_to

ENTRIES_SHOWN = 30
PANEL_SHOWS = 8


@signed_in
@require_safe
def invoices(request: StaffRequest) -> HttpResponse:
    on = local_date(timezone.now())
    view = request.GET.get("view", "open")
    visible = Invoice.objects.visible_to(request.employee).select_related("company")
    company = None
    if wanted := request.GET.get("company", ""):
        company = get_object_or_404(Company.objects.visible_to(request.employee), pk=_number(wanted))
        visible = visible.filter(company=company)
    page = page_of(request, visible.in_view(view, on).order_by("-pk"))
    context = {"page": page, "rows": _with_states(page.items), "view": view, "company": company}
    return render(request, "billing/invoices.html", context)


@signed_in
@require_safe
def invoice(request: StaffRequest, pk: int) -> HttpResponse:
    related = Invoice.objects.select_related("company", "seller", "contract", "run")
    one: Invoice = one_visible(related, request, pk)
    entries = Entry.objects.visible_to(request.employee).about(one).select_related("by", "company")
    context = {
        "invoice": one,
        "state": one.state(local_date(timezone.now())),
        "lines": one.lines.select_related("service", "contract_line__contract"),
        "allocations": one.allocations.select_related("payment", "advance", "by"),
        "spent": Allocation.objects.filter(advance=one).select_related("invoice"),
        "advance_left_minor": one.advance_minor - one.advance_used_minor,
        "stream": Stream(list(entries[:ENTRIES_SHOWN]), next_url=""),
        "sees_runs": can_start_billing_run(request.employee),
    }
    return render(request, "billing/invoice.html", context)


@signed_in
@require_safe
def invoice_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    one: Invoice = one_visible(Invoice.objects.select_related("company", "seller"), request, pk)
    headers = {"Content-Disposition": f'inline; filename="invoice-{one.number}.pdf"'}
    return HttpResponse(drawn_pdf(one), content_type="application/pdf", headers=headers)


@signed_in
@require_safe
def company_invoices(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = one_visible(Company.objects.all(), request, pk)
    visible = Invoice.objects.visible_to(request.employee)
    payments = Payment.objects.visible_to(request.employee)
    balance = balance_of(company.pk, visible, payments, on=local_date(timezone.now()))
    has_credit = bool(balance.debt_minor and (balance.credit_minor or balance.advance_minor))
    may_apply = has_credit and can_apply_credit(request.employee)
    return _panel(request, visible.filter(company=company), company=company, may_apply=may_apply)


@signed_in
@require_safe
def contract_invoices(request: StaffRequest, pk: int) -> HttpResponse:
    contract: Contract = one_visible(Contract.objects.all(), request, pk)
    return _panel(request, Invoice.objects.visible_to(request.employee).of_contract(contract.pk))


@signed_in
@require_safe
def order_invoices(request: StaffRequest, pk: int) -> HttpResponse:
    order: Order = one_visible(Order.objects.all(), request, pk)
    return _panel(request, Invoice.objects.visible_to(request.employee).of_contract(order.contract_id))


@signed_in
@require_POST
def apply_credit_view(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = one_visible(Company.objects.all(), request, pk)
    apply_credit(company=company, by=request.employee, at=timezone.now())
    return go_to(request, company)


def _panel(request: StaffRequest, shown: InvoiceQuerySet, **more: object) -> HttpResponse:
    """The newest few; nothing at all for those whose work is not about money."""
    if not sees_money(request.employee):
        return HttpResponse()
    found = list(shown.order_by("-issued_on", "-pk")[: PANEL_SHOWS + 1])
    context = {"rows": _with_states(found[:PANEL_SHOWS]), "has_more": len(found) > PANEL_SHOWS, **more}
    return render(request, "billing/invoices_panel.html", context)


def _with_states(found: list[Invoice]) -> list[tuple[Invoice, str]]:
    on = local_date(timezone.now())
    return [(one, one.state(on)) for one in found]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
