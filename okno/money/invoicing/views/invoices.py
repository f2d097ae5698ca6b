"""Pages of invoices, and their panels on the pages of clients, contracts and orders."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.deliver.contracts.models import Contract
from okno.deliver.delivery.models import Order
from okno.ground.journal.models import Entry
from okno.ground.journal.timeline import Stream
from okno.ground.kernel.clock import local_date
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.page_parts import parts_of_page
from okno.money.invoicing.models import Invoice
from okno.money.invoicing.pdf import invoice_pdf as render_pdf
from okno.money.invoicing.permissions import can_start_billing_run, sees_money
from okno.money.invoicing.queries import InvoiceQuerySet
from okno.records.clients.models import Company

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
    return render(request, "invoicing/invoices.html", context)


@signed_in
@require_safe
def invoice(request: StaffRequest, pk: int) -> HttpResponse:
    related = Invoice.objects.select_related("company", "seller", "contract", "run")
    record: Invoice = get_visible_or_404(related, request, pk)
    entries = (
        Entry.objects.visible_to(request.employee).about(record).select_related("by", "token", "company")
    )
    context = {
        "invoice": record,
        "state": record.state(local_date(timezone.now())),
        "lines": record.lines.select_related("subscription", "contract_line__contract"),
        "advance_left_minor": record.advance_minor - record.advance_used_minor,
        "stream": Stream(list(entries[:ENTRIES_SHOWN]), next_url=""),
        "sees_runs": can_start_billing_run(request.actor),
        **parts_of_page("invoicing.invoice", record, request.employee),
    }
    return render(request, "invoicing/invoice.html", context)


@signed_in
@require_safe
def invoice_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Invoice.objects.select_related("company", "seller")
    record: Invoice = get_visible_or_404(visible, request, pk)
    headers = {"Content-Disposition": f'inline; filename="invoice-{record.number}.pdf"'}
    return HttpResponse(render_pdf(record), content_type="application/pdf", headers=headers)


@signed_in
@require_safe
def company_invoices(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = get_visible_or_404(Company.objects.all(), request, pk)
    visible = Invoice.objects.visible_to(request.employee)
    parts = parts_of_page("invoicing.company_invoices", company, request.employee)
    return _panel(request, visible.filter(company=company), company=company, **parts)


@signed_in
@require_safe
def contract_invoices(request: StaffRequest, pk: int) -> HttpResponse:
    contract: Contract = get_visible_or_404(Contract.objects.all(), request, pk)
    return _panel(request, Invoice.objects.visible_to(request.employee).of_contract(contract.pk))


@signed_in
@require_safe
def order_invoices(request: StaffRequest, pk: int) -> HttpResponse:
    order: Order = get_visible_or_404(Order.objects.all(), request, pk)
    return _panel(request, Invoice.objects.visible_to(request.employee).of_contract(order.contract_id))


def _panel(request: StaffRequest, visible: InvoiceQuerySet, **more: object) -> HttpResponse:
    """Render the newest invoices, or nothing for those who do not see money."""
    if not sees_money(request.employee):
        return HttpResponse()
    rows = list(visible.order_by("-issued_on", "-pk")[: PANEL_SHOWS + 1])
    context = {"rows": _with_states(rows[:PANEL_SHOWS]), "has_more": len(rows) > PANEL_SHOWS, **more}
    return render(request, "invoicing/invoices_panel.html", context)


def _with_states(rows: list[Invoice]) -> list[tuple[Invoice, str]]:
    on = local_date(timezone.now())
    return [(row, row.state(on)) for row in rows]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
