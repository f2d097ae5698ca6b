"""Pages of contracts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.clients.models import Company
from okno.contracts.actions.cancel_contract import cancel_contract
from okno.contracts.actions.draft_contract import draft_contract
from okno.contracts.actions.sign_contract import sign_contract
from okno.contracts.forms import CancelForm, SignForm, TheirForm
from okno.contracts.models import Contract
from okno.contracts.permissions import can_cancel_contract, can_draft_contract, can_sign_contract
from okno.contracts.queries import ContractQuerySet
from okno.journal.models import Entry
from okno.journal.stream import Stream
from okno.kernel.clock import local_date
from okno.kernel.errors import Forbidden
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.quotes.models import Quote
from okno.sales.models import Deal
from okno.ui.lists import page_of
from okno.ui.submit import go_to, submit

PANEL_SHOWS = 20
ENTRIES_SHOWN = 30


@signed_in
@require_safe
def contracts(request: StaffRequest) -> HttpResponse:
    shown = _visible(request).select_related("company", "deal__owner", "quote").prefetch_related("lines")
    status = request.GET.get("status", "")
    if status in Contract.Status.values:
        shown = shown.filter(status=status)
    context = {"page": page_of(request, shown), "status": status, "statuses": Contract.Status.choices}
    return render(request, "contracts/contracts.html", context)


@signed_in
@require_safe
def contract(request: StaffRequest, pk: int) -> HttpResponse:
    one: Contract = one_visible(
        Contract.objects.select_related("company", "seller", "quote", "deal__owner", "signed_by"),
        request,
        pk,
    )
    entries = Entry.objects.visible_to(request.employee).about(one).select_related("by", "company")
    context = {
        "contract": one,
        "stream": Stream(list(entries[:ENTRIES_SHOWN]), next_url=""),
        "lines": one.lines.select_related("quote_line", "location"),
        "sees_deal": Deal.objects.visible_to(request.employee).filter(pk=one.deal_id).exists(),
        "may_sign": one.status == "draft" and can_sign_contract(request.employee, one),
        "may_cancel": one.status == "draft" and can_cancel_contract(request.employee, one),
    }
    return render(request, "contracts/contract.html", context)


@signed_in
@require_POST
def draft_contract_view(request: StaffRequest, pk: int) -> HttpResponse:
    quote: Quote = one_visible(Quote.objects.all(), request, pk)
    return go_to(request, draft_contract(quote=quote, by=request.employee, at=timezone.now()))


@signed_in
def their_form(request: StaffRequest, pk: int) -> HttpResponse:
    """The other side's own form: its sums are typed from the paper and checked by guard 2."""
    quote: Quote = one_visible(Quote.objects.select_related("company"), request, pk)
    if not can_draft_contract(request.employee, quote):
        raise Forbidden()
    form = TheirForm(request.POST or None, quote=quote)

    def act(**_typed: Any) -> Contract:
        return draft_contract(quote=quote, lines=form.given(), by=request.employee, at=timezone.now())

    return submit(request, form, act, template="contracts/their_form.html", context={"quote": quote})


@signed_in
def sign_contract_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Contract = one_visible(Contract.objects.select_related("company", "quote", "deal"), request, pk)
    if not can_sign_contract(request.employee, one):
        raise Forbidden()
    now = timezone.now()
    form = SignForm(request.POST or None, initial={"signed_on": local_date(now)})

    def act(**typed: Any) -> Contract:
        return sign_contract(contract=one, by=request.employee, at=now, **typed)

    return submit(request, form, act, template="contracts/sign.html", context={"contract": one})


@signed_in
def cancel_contract_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Contract = one_visible(Contract.objects.select_related("company"), request, pk)
    if not can_cancel_contract(request.employee, one):
        raise Forbidden()

    def act(**typed: Any) -> Contract:
        return cancel_contract(contract=one, by=request.employee, at=timezone.now(), **typed)

    return submit(request, CancelForm, act, template="contracts/cancel.html", context={"contract": one})


@signed_in
@require_safe
def quote_contracts(request: StaffRequest, pk: int) -> HttpResponse:
    quote: Quote = one_visible(Quote.objects.all(), request, pk)
    drawn = _visible(request).filter(quote=quote)
    live = any(contract.status != Contract.Status.CANCELLED for contract in drawn)
    may_draft = (
        quote.status == Quote.Status.ACCEPTED and not live and can_draft_contract(request.employee, quote)
    )
    return _panel(request, drawn, quote=quote, may_draft=may_draft)


@signed_in
@require_safe
def deal_contracts(request: StaffRequest, pk: int) -> HttpResponse:
    deal: Deal = one_visible(Deal.objects.all(), request, pk)
    return _panel(request, _visible(request).filter(deal=deal))


@signed_in
@require_safe
def company_contracts(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = one_visible(Company.objects.all(), request, pk)
    return _panel(request, _visible(request).filter(company=company))


def _visible(request: StaffRequest) -> ContractQuerySet:
    return Contract.objects.visible_to(request.employee)


def _panel(request: StaffRequest, shown: ContractQuerySet, **context: Any) -> HttpResponse:
    rows = shown.prefetch_related("lines")[:PANEL_SHOWS]
    return render(request, "contracts/panel.html", {"contracts": rows, **context})
