"""Pages of deals: the board, the list, a deal."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.attract.deals.actions.hand_over_deals import hand_over_deals
from okno.attract.deals.actions.reopen_deal import reopen_deal
from okno.attract.deals.forms.deals import HandOverDealsForm, MarkedForm
from okno.attract.deals.handovers import waiting_among
from okno.attract.deals.lists import deal_list, totals_of
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import (
    can_change_deal,
    can_hand_over_deals,
    can_lose_deal,
    can_move_deal,
    can_move_deals,
    can_reopen_deal,
    can_set_stages,
)
from okno.attract.deals.pipeline.board import (
    MINE,
    board_of,
    closed_this_month,
    deals_on_board,
    read_board_query,
)
from okno.attract.deals.pipeline.facts import facts_of
from okno.attract.deals.pipeline.stages import stage_choices, stage_history
from okno.attract.leads.forms.fields import seller_choices
from okno.attract.leads.models import Lead
from okno.attract.leads.permissions import can_register_lead
from okno.ground.journal.forms import NoteForm
from okno.ground.journal.timeline import filters_of, stream_of
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import go_to, submit
from okno.records.catalog.models import Service
from okno.records.clients.models import Company
from okno.team.people.models import Employee

SHOWN = Deal.objects.select_related(
    "company", "owner", "stage", "service", "lead__assigned_to", "lead__contact"
)
PANEL_SHOWS = 10


@signed_in
@require_safe
def deals(request: StaffRequest) -> HttpResponse:
    return show_board(request, request.GET)


def show_board(request: StaffRequest, query: Mapping[str, str]) -> HttpResponse:
    me, today = request.employee, timezone.localdate()
    board_query = read_board_query(me, query)
    theirs = Deal.objects.visible_to(me)
    board = board_of(deals_on_board(me, board_query, today), today)
    context = {
        "board": board,
        "board_query": board_query,
        "closed": closed_this_month(theirs.filter(owner=me) if board_query.view == MINE else theirs, today),
        "people": seller_choices(),
        "services": [(str(service.pk), service.name) for service in Service.objects.all()],
        "may_register": can_register_lead(request.actor),
        "may_set_stages": can_set_stages(request.actor),
    }
    return render(request, "deals/deals.html", context)


@signed_in
@require_safe
def deal_list_view(request: StaffRequest) -> HttpResponse:
    chosen = deal_list(request.employee, request.GET)
    page = page_of(request, chosen.rows)
    for deal in page.items:
        deal.may_change = deal.is_open and can_change_deal(request.actor, deal)
    context = {
        "page": page,
        "chosen": chosen,
        "today": timezone.localdate(),
        "may_mark": can_move_deals(request.actor),
        "marked": MarkedForm(),
    }
    return render(request, "deals/deal_list.html", context)


@signed_in
@require_safe
def deal_totals(request: StaffRequest) -> HttpResponse:
    """Show the figures above the list, asked for by themselves, so that the rows do not wait for them."""
    totals = totals_of(deal_list(request.employee, request.GET).rows)
    return render(request, "deals/deal_totals.html", {"totals": totals})


@signed_in
@require_safe
def deal(request: StaffRequest, pk: int) -> HttpResponse:
    return show_deal(request, get_visible_or_404(SHOWN, request, pk))


def show_deal(request: StaffRequest, deal: Deal) -> HttpResponse:
    me, today = request.employee, timezone.localdate()
    context = {
        "deal": deal,
        "handed": waiting_among([deal]).get(deal.pk) if deal.is_open else None,
        "days": deal.days_in_stage(today),
        "rot": deal.stage.rot_of(deal.days_in_stage(today)),
        "stages": stage_choices(),
        "facts": facts_of(deal),
        "way": stage_history(deal, today),
        "stream": stream_of(deal.company, me, **filters_of(request.GET)) if deal.company else None,
        "note": NoteForm(writer=me),
        "can_change": deal.is_open and can_change_deal(request.actor, deal),
        "may_move": deal.is_open and can_move_deal(request.actor, deal),
        "may_lose": deal.is_open and can_lose_deal(request.actor, deal),
        "may_reopen": deal.status == Deal.Status.LOST
        and not deal.imported
        and can_reopen_deal(request.actor, deal),
    }
    return render(request, "deals/deal.html", context)


@signed_in
@require_POST
def reopen_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    deal: Deal = get_visible_or_404(SHOWN, request, pk)
    return go_to(request, reopen_deal(deal=deal, by=request.actor, at=timezone.now()))


@signed_in
def hand_over_deals_view(request: StaffRequest, pk: int) -> HttpResponse:
    giver = get_visible_or_404(Employee.objects, request, pk)
    allow(can_hand_over_deals(request.actor))

    def act(**fields: Any) -> Employee:
        hand_over_deals(giver=giver, by=request.actor, at=timezone.now(), **fields)
        return giver

    context = {
        "giver": giver,
        "deals": Deal.objects.open().filter(owner=giver).count(),
        "leads": Lead.objects.filter(assigned_to=giver, status=Lead.Status.NEW).count(),
    }
    return submit(request, HandOverDealsForm, act, template="deals/hand_over_deals.html", context=context)


@signed_in
@require_safe
def company_deals(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the panel of the company's page."""
    company: Company = get_visible_or_404(Company.objects.all(), request, pk)
    mine = Deal.objects.visible_to(request.employee).filter(company=company).select_related("owner", "stage")
    rows = list(mine.order_by("closed_on", "-opened_on", "-pk")[: PANEL_SHOWS + 1])
    context = {
        "company": company,
        "deals": rows[:PANEL_SHOWS],
        "more": len(rows) > PANEL_SHOWS,
        "may_register": can_register_lead(request.actor) and not company.is_own,
    }
    return render(request, "deals/company_deals.html", context)
