"""Pages of deals: the board, the list, a deal."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.clients.models import Company
from okno.journal.forms import NoteForm
from okno.journal.stream import filters_of, stream_of
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.people.permissions import HEADS
from okno.sales.actions.hand_over_deals import hand_over_deals
from okno.sales.actions.move_deal import move_deal
from okno.sales.actions.reopen_deal import reopen_deal
from okno.sales.board import LONG_DAYS, closed_this_month, columns
from okno.sales.forms import HandOverDealsForm
from okno.sales.lists import deal_list
from okno.sales.models import Deal, Lead
from okno.sales.permissions import (
    can_hand_over_deals,
    can_lose_deal,
    can_move_deal,
    can_register_lead,
    can_reopen_deal,
)
from okno.sales.stages import stage_choices
from okno.ui.lists import page_of
from okno.ui.submit import go_to, submit

SHOWN = Deal.objects.select_related("company", "owner", "lead__assigned_to", "lead__contact")
PANEL_SHOWS = 10
BOARD = "board"


@signed_in
@require_safe
def deals(request: StaffRequest) -> HttpResponse:
    me, today = request.employee, timezone.localdate()
    view = request.GET.get("view", "all" if me.has(*HEADS) else "mine")
    shown = Deal.objects.visible_to(me).open()
    if view == "mine":
        shown = shown.filter(owner=me)
    stages = columns(shown, today)
    context = {
        "columns": stages,
        "is_empty": not any(stage.count for stage in stages),
        "closed": closed_this_month(me, view == "mine", today),
        "view": view,
        "stages": stage_choices(),
        "long_days": LONG_DAYS,
        "may_register": can_register_lead(me),
    }
    return render(request, "sales/deals.html", context)


@signed_in
@require_safe
def deal_list_view(request: StaffRequest) -> HttpResponse:
    chosen = deal_list(request.employee, request.GET)
    return render(
        request,
        "sales/deal_list.html",
        {"page": page_of(request, chosen.rows), "chosen": chosen, "history": request.GET.get("history", "")},
    )


@signed_in
@require_safe
def deal(request: StaffRequest, pk: int) -> HttpResponse:
    one: Deal = one_visible(SHOWN, request, pk)
    me = request.employee
    context = {
        "deal": one,
        "days": one.days_in_stage(timezone.localdate()),
        "stages": stage_choices(),
        "stream": stream_of(one.company, me, **filters_of(request.GET)) if one.company else None,
        "note": NoteForm(writer=me),
        "may_move": one.is_open and can_move_deal(me, one),
        "may_lose": one.is_open and can_lose_deal(me, one),
        "may_reopen": one.status == Deal.Status.LOST and not one.imported and can_reopen_deal(me, one),
    }
    return render(request, "sales/deal.html", context)


@signed_in
@require_POST
def move_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    """To another stage; "lost" leads to the form that asks why, "won" is refused by the action."""
    one: Deal = one_visible(SHOWN, request, pk)
    stage = request.POST.get("stage", "")
    after = request.POST.get("next", "")
    if stage == Deal.Status.LOST:
        return redirect(f"{reverse('sales:lose_deal', args=[pk])}?next={BOARD if after == BOARD else ''}")
    moved = move_deal(deal=one, stage=stage, by=request.employee, at=timezone.now())
    return redirect(_back(after) or moved)


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
    mine = Deal.objects.visible_to(request.employee).filter(company=company).select_related("owner")
    found = list(mine.order_by("closed_on", "-opened_on", "-pk")[: PANEL_SHOWS + 1])
    context = {
        "company": company,
        "deals": found[:PANEL_SHOWS],
        "more": len(found) > PANEL_SHOWS,
        "may_register": can_register_lead(request.employee) and not company.is_own,
    }
    return render(request, "sales/company_deals.html", context)


def _back(asked: str) -> str:
    """Where a verb on the board leads: to the board again."""
    return reverse("sales:deals") if asked == BOARD else ""
