"""Pages of quotes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.catalog.permissions import can_read_costs, can_read_floors
from okno.kernel.clock import local_date
from okno.kernel.errors import Forbidden
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.quotes.actions.accept_quote import accept_quote
from okno.quotes.actions.change_terms import change_terms
from okno.quotes.actions.decline_quote import decline_quote
from okno.quotes.actions.draft_quote import draft_quote
from okno.quotes.actions.revise_quote import revise_quote
from okno.quotes.actions.send_quote import send_quote
from okno.quotes.forms import AcceptForm, DeclineForm, DraftForm, LineForm, TermsForm
from okno.quotes.models import Quote
from okno.quotes.permissions import can_change_quote, can_draft_quote, can_revise_quote
from okno.quotes.sheet import sheet_of
from okno.quotes.validity import usual_end
from okno.sales.models import Deal
from okno.ui.lists import page_of
from okno.ui.submit import go_to, submit

REVISABLE = {old for old, new in Quote.TRANSITIONS if new == Quote.Status.SUPERSEDED} - {Quote.Status.DRAFT}


@signed_in
@require_safe
def quotes(request: StaffRequest) -> HttpResponse:
    shown = Quote.objects.visible_to(request.employee).with_sums().select_related("company", "author", "deal")
    status = request.GET.get("status", "")
    if status in Quote.Status.values:
        shown = shown.filter(status=status)
    context = {"page": page_of(request, shown), "status": status, "statuses": Quote.Status.choices}
    return render(request, "quotes/quotes.html", context)


@signed_in
@require_safe
def quote(request: StaffRequest, pk: int) -> HttpResponse:
    wide = Quote.objects.select_related("company", "seller", "deal__owner", "author")
    one = one_visible(wide, request, pk)
    by = request.employee
    may_change = can_change_quote(by, one)
    context = {
        "quote": one,
        "sheet": sheet_of(one, timezone.now()),
        "sees_deal": Deal.objects.visible_to(by).filter(pk=one.deal_id).exists(),
        "sees_floors": can_read_floors(by),
        "sees_costs": can_read_costs(by),
        "may_change": one.status == Quote.Status.DRAFT and may_change,
        "may_answer": one.status == Quote.Status.SENT and may_change,
        "may_revise": one.status in REVISABLE and can_revise_quote(by, one),
        "form": LineForm(),
        "link": request.build_absolute_uri(one.get_offer_url()),
    }
    return render(request, "quotes/quote.html", context)


@signed_in
def draft_quote_view(request: StaffRequest, pk: int) -> HttpResponse:
    deal = one_visible(Deal.objects.select_related("company"), request, pk)
    if not can_draft_quote(request.employee, deal):
        raise Forbidden()
    now = timezone.now()
    form = DraftForm(request.POST or None, initial={"term_months": 12, "valid_until_on": usual_end(now)})

    def act(**typed: Any) -> Quote:
        return draft_quote(deal=deal, by=request.employee, at=now, **typed)

    return submit(request, form, act, template="quotes/draft.html", context={"deal": deal})


@signed_in
def change_terms_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = one_visible(Quote.objects.all(), request, pk)
    if not can_change_quote(request.employee, one):
        raise Forbidden()
    names = ("term_months", "valid_until_on", "vat_included")
    form = TermsForm(request.POST or None, initial={name: getattr(one, name) for name in names})

    def act(**typed: Any) -> Quote:
        return change_terms(quote=one, by=request.employee, at=timezone.now(), **typed)

    return submit(request, form, act, template="quotes/terms.html", context={"quote": one})


@signed_in
@require_POST
def send_quote_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = one_visible(Quote.objects.all(), request, pk)
    return go_to(request, send_quote(quote=one, by=request.employee, at=timezone.now()))


@signed_in
@require_POST
def revise_quote_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = one_visible(Quote.objects.all(), request, pk)
    return go_to(request, revise_quote(quote=one, by=request.employee, at=timezone.now()))


@signed_in
def accept_quote_view(request: StaffRequest, pk: int) -> HttpResponse:
    """The client said yes by voice: the seller writes down who."""
    one = one_visible(Quote.objects.all(), request, pk)
    if not can_change_quote(request.employee, one):
        raise Forbidden()

    def act(**typed: Any) -> Quote:
        return accept_quote(quote=one, by=request.employee, at=timezone.now(), **typed)

    context = {"quote": one, "on": local_date(timezone.now())}
    return submit(request, AcceptForm, act, template="quotes/accept.html", context=context)


@signed_in
def decline_quote_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = one_visible(Quote.objects.all(), request, pk)
    if not can_change_quote(request.employee, one):
        raise Forbidden()

    def act(**typed: Any) -> Quote:
        return decline_quote(quote=one, by=request.employee, at=timezone.now(), **typed)

    return submit(request, DeclineForm, act, template="quotes/decline.html", context={"quote": one})
