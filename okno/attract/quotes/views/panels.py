"""What other rooms' pages show of quotes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from okno.attract.deals.models import Deal
from okno.attract.quotes.models import Quote
from okno.attract.quotes.permissions import can_draft_quote
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.records.clients.models import Company

PANEL_SHOWS = 20


@signed_in
@require_safe
def deal_quotes(request: StaffRequest, pk: int) -> HttpResponse:
    deal = get_visible_or_404(Deal.objects.all(), request, pk)
    quotes = Quote.objects.visible_to(request.employee).filter(deal=deal).with_sums()[:PANEL_SHOWS]
    may_draft = deal.status == Deal.Status.OPEN and can_draft_quote(request.actor, deal)
    context = {"quotes": quotes, "deal": deal, "may_draft": may_draft}
    return render(request, "quotes/panel.html", context)


@signed_in
@require_safe
def company_quotes(request: StaffRequest, pk: int) -> HttpResponse:
    company = get_visible_or_404(Company.objects.all(), request, pk)
    quotes = Quote.objects.visible_to(request.employee).filter(company=company).with_sums()[:PANEL_SHOWS]
    return render(request, "quotes/panel.html", {"quotes": quotes})
