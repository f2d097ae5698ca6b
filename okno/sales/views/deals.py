"""Pages of deals: the board, the list, a deal."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.catalog.models import Service
from okno.clients.models import Company
from okno.journal.forms import NoteForm
from okno.journal.stream import filters_of, stream_of
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.sales.actions.hand_over_deals import hand_over_deals
from okno.sales.actions.reopen_deal import reopen_deal
from okno.sales.forms.deals import HandOverDealsForm, MarkedForm
from okno.sales.forms.fields import seller_choices
from okno.sales.handovers import waiting_among
from okno.sales.lists import deal_list, totals_of
from okno.sales.models import Deal, Lead
from okno.sales.permissions import (
    can_change_deal,
    can_hand_over_deals,
    can_lose_deal,
    can_move_deal,
    can_move_deals,
    can_register_lead,
    can_reopen_deal,
    can_set_stages,
)
from okno.sales.pipeline.board import MINE, asked_deals, asked_of, board_of, closed_this_month
from okno.sales.pipeline.facts import facts_of
from okno.sales.pipeline.stages import stage_choices, way_of
from okno.ui.lists import page_of
from okno.ui.submit import go_to, submit

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
    asked = asked_of(me, query)
    theirs = Deal.objects.visible_to(me)
    board = board_of(asked_deals(me, asked, today), today)
    context = {
        "board": board,
        "asked": asked,
        "closed": closed_this_month(theirs.filter(owner=me) if asked.view == MINE else theirs, today),
        "people": seller_choices(),
        "services": [(str(one.pk), one.name) for one in Service.objects.all()],
        "may_register": can_register_lead(me),
        "may_set_stages": can_set_stages(me),
    }
    return render(request, "sales/deals.html", context)


@signed_in
@require_safe
def deal_list_view(request: StaffRequest) -> HttpResponse:
    chosen = deal_list(request.employee, request.GET)
    page = page_of(request, chosen.rows)
    for one in page.items:
        one.may_change = one.is_open and can_change_deal(request.employee, one)
    context = {
        "page": page,
        "chosen": chosen,
        "today": timezone.localdate(),
        "may_mark": can_move_deals(request.employee),
        "marked": MarkedForm(),
    }
    return render(request, "sales/deal_list.html", context)


@signed_in
@require_safe
def deal_totals(request: StaffRequest) -> HttpResponse:
    """The figures above the list: asked for by itself, so that the rows do not wait for them."""
    totals = totals_of(deal_list(request.employee, request.GET).rows)
    return render(request, "sales/deal_totals.html", {"totals": totals})


@signed_in
@require_safe
def deal(request: StaffRequest, pk: int) -> HttpResponse:
    return show_deal(request, one_visible(SHOWN, request, pk))


def show_deal(request: StaffRequest, one: Deal) -> HttpResponse:
    me, today = request.employee, timezone.localdate()
    context = {
        "deal": one,
        "handed": waiting_among([one]).get(one.pk) if one.is_open else None,
        "days": one.days_in_stage(today),
        "rot": one.stage.rot_of(one.days_in_stage(today)),
        "stages": stage_choices(),
        "facts": facts_of(one),
        "way": way_of(one, today),
        "stream": stream_of(one.company, me, **filters_of(request.GET)) if one.company else None,
        "note": NoteForm(writer=me),
        "can_change": one.is_open and can_change_deal(me, one),
        "may_move": one.is_open and can_move_deal(me, one),
        "may_lose": one.is_open and can_lose_deal(me, one),
        "may_reopen": one.status == Deal.Status.LOST and not one.imported and can_reopen_deal(me, one),
    }
    return render(request, "sales/deal.html", context)


@signed_in
@require_POST
def reopen_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Deal = one_visible(SHOWN, request, pk)
    return go_to(request, reopen_deal(deal=one, by=request.employee, at=timezone.now()))


@signed_in
def hand_over_deals_view(request: StaffRequest, pk: int) -> HttpResponse:
    giver = one_visible(Employee.objects, request, pk)
    allow(can_hand_over_deals(request.employee))

    def act(**given: Any) -> Employee:
        hand_over_deals(giver=giver, by=request.employee, at=timezone.now(), **given)
        return giver

    context = {
        "giver": giver,
        "deals": Deal.objects.open().filter(owner=giver).count(),
        "leads": Lead.objects.filter(assigned_to=giver, status=Lead.Status.NEW).count(),
    }
    return submit(request, HandOverDealsForm, act, template="sales/hand_over_deals.html", context=context)


@signed_in
@require_safe
def company_deals(request: StaffRequest, pk: int) -> HttpResponse:
    """A panel on the company's page."""
    company: Company = one_visible(Company.objects.all(), request, pk)
    mine = Deal.objects.visible_to(request.employee).filter(company=company).select_related("owner", "stage")
    found = list(mine.order_by("closed_on", "-opened_on", "-pk")[: PANEL_SHOWS + 1])
    context = {
        "company": company,
        "deals": found[:PANEL_SHOWS],
        "more": len(found) > PANEL_SHOWS,
        "may_register": can_register_lead(request.employee) and not company.is_own,
    }
    return render(request, "sales/company_deals.html", context)
