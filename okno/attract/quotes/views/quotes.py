"""Pages of quotes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.attract.deals.models import Deal
from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.actions.change_terms import change_terms
from okno.attract.quotes.actions.decline_quote import decline_quote
from okno.attract.quotes.actions.draft_quote import draft_quote
from okno.attract.quotes.actions.revise_quote import revise_quote
from okno.attract.quotes.actions.send_quote import send_quote
from okno.attract.quotes.forms import AcceptForm, DeclineForm, DraftForm, LineForm, TermsForm
from okno.attract.quotes.models import Quote
from okno.attract.quotes.permissions import can_change_quote, can_draft_quote, can_revise_quote
from okno.attract.quotes.sheet import sheet_of
from okno.attract.quotes.validity import usual_end
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import go_to, submit
from okno.records.catalog.permissions import can_read_costs, can_read_floors

REVISABLE = {old for old, new in Quote.TRANSITIONS if new == Quote.Status.SUPERSEDED} - {Quote.Status.DRAFT}


@signed_in
@require_safe
def quotes(request: StaffRequest) -> HttpResponse:
    rows = Quote.objects.visible_to(request.employee).with_sums().select_related("company", "author", "deal")
    status = request.GET.get("status", "")
    if status in Quote.Status.values:
        rows = rows.filter(status=status)
    context = {"page": page_of(request, rows), "status": status, "statuses": Quote.Status.choices}
    return render(request, "quotes/quotes.html", context)


@signed_in
@require_safe
def quote(request: StaffRequest, pk: int) -> HttpResponse:
    quotes = Quote.objects.select_related("company", "seller", "deal__owner", "author")
    quote = get_visible_or_404(quotes, request, pk)
    by = request.actor
    may_change = can_change_quote(by, quote)
    context = {
        "quote": quote,
        "sheet": sheet_of(quote, timezone.now()),
        "sees_deal": Deal.objects.visible_to(by.employee).filter(pk=quote.deal_id).exists(),
        "sees_floors": can_read_floors(by),
        "sees_costs": can_read_costs(by),
        "may_change": quote.status == Quote.Status.DRAFT and may_change,
        "may_answer": quote.status == Quote.Status.SENT and may_change,
        "may_revise": quote.status in REVISABLE and can_revise_quote(by, quote),
        "form": LineForm(),
        "link": request.build_absolute_uri(quote.get_offer_url()),
    }
    return render(request, "quotes/quote.html", context)


@signed_in
def draft_quote_view(request: StaffRequest, pk: int) -> HttpResponse:
    deal = get_visible_or_404(Deal.objects.select_related("company"), request, pk)
    allow(can_draft_quote(request.actor, deal))
    now = timezone.now()
    form = DraftForm(request.POST or None, initial={"term_months": 12, "valid_until_on": usual_end(now)})

    def act(**typed: Any) -> Quote:
        return draft_quote(deal=deal, by=request.actor, at=now, **typed)

    return submit(request, form, act, template="quotes/draft.html", context={"deal": deal})


@signed_in
def change_terms_view(request: StaffRequest, pk: int) -> HttpResponse:
    quote = get_visible_or_404(Quote.objects.all(), request, pk)
    allow(can_change_quote(request.actor, quote))
    names = ("term_months", "valid_until_on", "vat_included")
    form = TermsForm(request.POST or None, initial={name: getattr(quote, name) for name in names})

    def act(**typed: Any) -> Quote:
        return change_terms(quote=quote, by=request.actor, at=timezone.now(), **typed)

    return submit(request, form, act, template="quotes/terms.html", context={"quote": quote})


@signed_in
@require_POST
def send_quote_view(request: StaffRequest, pk: int) -> HttpResponse:
    quote = get_visible_or_404(Quote.objects.all(), request, pk)
    return go_to(request, send_quote(quote=quote, by=request.actor, at=timezone.now()))


@signed_in
@require_POST
def revise_quote_view(request: StaffRequest, pk: int) -> HttpResponse:
    quote = get_visible_or_404(Quote.objects.all(), request, pk)
    return go_to(request, revise_quote(quote=quote, by=request.actor, at=timezone.now()))


@signed_in
def accept_quote_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down that the client accepted by voice, and who did."""
    quote = get_visible_or_404(Quote.objects.all(), request, pk)
    allow(can_change_quote(request.actor, quote))

    def act(**typed: Any) -> Quote:
        return accept_quote(quote=quote, by=request.actor, at=timezone.now(), **typed)

    context = {"quote": quote, "on": local_date(timezone.now())}
    return submit(request, AcceptForm, act, template="quotes/accept.html", context=context)


@signed_in
def decline_quote_view(request: StaffRequest, pk: int) -> HttpResponse:
    quote = get_visible_or_404(Quote.objects.all(), request, pk)
    allow(can_change_quote(request.actor, quote))

    def act(**typed: Any) -> Quote:
        return decline_quote(quote=quote, by=request.actor, at=timezone.now(), **typed)

    return submit(request, DeclineForm, act, template="quotes/decline.html", context={"quote": quote})
