"""What other rooms' pages show of quotes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from okno.clients.models import Company
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.quotes.models import Quote
from okno.quotes.permissions import can_draft_quote
from okno.sales.models import Deal

PANEL_SHOWS = 20


@signed_in
@require_safe
def deal_quotes(request: StaffRequest, pk: int) -> HttpResponse:
    deal = one_visible(Deal.objects.all(), request, pk)
    shown = Quote.objects.visible_to(request.employee).filter(deal=deal).with_sums()[:PANEL_SHOWS]
    may_draft = deal.status == Deal.Status.OPEN and can_draft_quote(request.employee, deal)
    context = {"quotes": shown, "deal": deal, "may_draft": may_draft}
    return render(request, "quotes/panel.html", context)


@signed_in
@require_safe
def company_quotes(request: StaffRequest, pk: int) -> HttpResponse:
    company = one_visible(Company.objects.all(), request, pk)
    shown = Quote.objects.visible_to(request.employee).filter(company=company).with_sums()[:PANEL_SHOWS]
    return render(request, "quotes/panel.html", {"quotes": shown})
