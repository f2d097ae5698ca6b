"""Pages of contracts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.attract.deals.models import Deal
from okno.attract.quotes.models import Quote
from okno.deliver.contracts.actions.cancel_contract import cancel_contract
from okno.deliver.contracts.actions.draft_contract import draft_contract
from okno.deliver.contracts.actions.sign_contract import sign_contract
from okno.deliver.contracts.forms import CancelForm, SignForm, TheirForm
from okno.deliver.contracts.models import Contract
from okno.deliver.contracts.permissions import can_cancel_contract, can_draft_contract, can_sign_contract
from okno.deliver.contracts.queries import ContractQuerySet
from okno.ground.journal.models import Entry
from okno.ground.journal.timeline import Stream
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import go_to, submit
from okno.records.clients.models import Company

PANEL_SHOWS = 20
ENTRIES_SHOWN = 30


@signed_in
@require_safe
def contracts(request: StaffRequest) -> HttpResponse:
    rows = _visible(request).select_related("company", "deal__owner", "quote").prefetch_related("lines")
    status = request.GET.get("status", "")
    if status in Contract.Status.values:
        rows = rows.filter(status=status)
    context = {"page": page_of(request, rows), "status": status, "statuses": Contract.Status.choices}
    return render(request, "contracts/contracts.html", context)


@signed_in
@require_safe
def contract(request: StaffRequest, pk: int) -> HttpResponse:
    record: Contract = get_visible_or_404(
        Contract.objects.select_related("company", "seller", "quote", "deal__owner", "signed_by"),
        request,
        pk,
    )
    entries = (
        Entry.objects.visible_to(request.employee).about(record).select_related("by", "token", "company")
    )
    context = {
        "contract": record,
        "stream": Stream(list(entries[:ENTRIES_SHOWN]), next_url=""),
        "lines": record.lines.select_related("quote_line", "location"),
        "sees_deal": Deal.objects.visible_to(request.employee).filter(pk=record.deal_id).exists(),
        "may_sign": record.status == "draft" and can_sign_contract(request.actor, record),
        "may_cancel": record.status == "draft" and can_cancel_contract(request.actor, record),
    }
    return render(request, "contracts/contract.html", context)


@signed_in
@require_POST
def draft_contract_view(request: StaffRequest, pk: int) -> HttpResponse:
    quote: Quote = get_visible_or_404(Quote.objects.all(), request, pk)
    return go_to(request, draft_contract(quote=quote, by=request.actor, at=timezone.now()))


@signed_in
def their_form(request: StaffRequest, pk: int) -> HttpResponse:
    """Render and take the other side's own form, whose sums guard 2 compares with the quote."""
    quote: Quote = get_visible_or_404(Quote.objects.select_related("company"), request, pk)
    allow(can_draft_contract(request.actor, quote))
    form = TheirForm(request.POST or None, quote=quote)

    def act(**_typed: Any) -> Contract:
        return draft_contract(quote=quote, lines=form.agreed_lines(), by=request.actor, at=timezone.now())

    return submit(request, form, act, template="contracts/their_form.html", context={"quote": quote})


@signed_in
def sign_contract_view(request: StaffRequest, pk: int) -> HttpResponse:
    record: Contract = get_visible_or_404(
        Contract.objects.select_related("company", "quote", "deal"), request, pk
    )
    allow(can_sign_contract(request.actor, record))
    now = timezone.now()
    form = SignForm(request.POST or None, initial={"signed_on": local_date(now)})

    def act(**typed: Any) -> Contract:
        return sign_contract(contract=record, by=request.actor, at=now, **typed)

    return submit(request, form, act, template="contracts/sign.html", context={"contract": record})


@signed_in
def cancel_contract_view(request: StaffRequest, pk: int) -> HttpResponse:
    record: Contract = get_visible_or_404(Contract.objects.select_related("company"), request, pk)
    allow(can_cancel_contract(request.actor, record))

    def act(**typed: Any) -> Contract:
        return cancel_contract(contract=record, by=request.actor, at=timezone.now(), **typed)

    return submit(request, CancelForm, act, template="contracts/cancel.html", context={"contract": record})


@signed_in
@require_safe
def quote_contracts(request: StaffRequest, pk: int) -> HttpResponse:
    quote: Quote = get_visible_or_404(Quote.objects.all(), request, pk)
    drawn = _visible(request).filter(quote=quote)
    live = any(contract.status != Contract.Status.CANCELLED for contract in drawn)
    may_draft = (
        quote.status == Quote.Status.ACCEPTED and not live and can_draft_contract(request.actor, quote)
    )
    return _panel(request, drawn, quote=quote, may_draft=may_draft)


@signed_in
@require_safe
def deal_contracts(request: StaffRequest, pk: int) -> HttpResponse:
    deal: Deal = get_visible_or_404(Deal.objects.all(), request, pk)
    return _panel(request, _visible(request).filter(deal=deal))


@signed_in
@require_safe
def company_contracts(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = get_visible_or_404(Company.objects.all(), request, pk)
    return _panel(request, _visible(request).filter(company=company))


def _visible(request: StaffRequest) -> ContractQuerySet:
    return Contract.objects.visible_to(request.employee)


def _panel(request: StaffRequest, rows: ContractQuerySet, **context: Any) -> HttpResponse:
    first_rows = rows.prefetch_related("lines")[:PANEL_SHOWS]
    return render(request, "contracts/panel.html", {"contracts": first_rows, **context})
