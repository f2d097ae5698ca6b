"""Deals that go from hand to hand: the list, one hand-over, its answer; what was learnt of the client."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from okno.kernel.clock import local_date
from okno.kernel.errors import Text, allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.people.standins import stood_in_for
from okno.sales.actions.accept_deal import accept_deal
from okno.sales.actions.hand_over_deal import hand_over_deal
from okno.sales.actions.return_deal import return_deal
from okno.sales.forms.leads import HandOverDealForm, ReturnDealForm
from okno.sales.handovers import waited
from okno.sales.models import Deal, DealHandover
from okno.sales.permissions import (
    can_accept_deal,
    can_hand_over_deal,
    can_return_deal,
    can_tell_minimum_price,
)
from okno.sales.prices import price_told
from okno.sales.qualification import answered
from okno.sales.queries import SEE_ALL, DealHandoverQuerySet
from okno.ui.lists import page_of
from okno.ui.submit import go_to, submit

SHOWN = DealHandover.objects.select_related("deal__company", "deal__owner", "giver", "receiver", "decided_by")
DEALS = Deal.objects.select_related("company", "owner", "lead__contact", "lead__company")
WAITING = DealHandover.Status.WAITING


def views_of(employee: Employee) -> dict[str, Text]:
    own: dict[str, Text] = {"": _("Handed over to me"), "given": _("Given by me"), "answered": _("Answered")}
    return {**own, "all": _("All that wait")} if employee.has(*SEE_ALL) else own


@signed_in
@require_safe
def deal_handovers(request: StaffRequest) -> HttpResponse:
    me, now = request.employee, timezone.now()
    views = views_of(me)
    view = request.GET.get("view", "")
    view = view if view in views else ""
    page = page_of(request, _viewed(view, me))
    for one in page:
        one.minutes = waited(one, now)
        one.is_mine = one.receiver_id == me.pk
        one.may_accept = one.is_waiting and (one.receiver_id == me.pk or not view)
    context = {"page": page, "views": views, "view": view}
    return render(request, "sales/deal_handovers.html", context)


def _viewed(view: str, me: Employee) -> DealHandoverQuerySet:
    visible = SHOWN.visible_to(me)
    waiting = visible.filter(status=WAITING, deal__status=Deal.Status.OPEN)
    if view == "given":
        return waiting.filter(giver=me)
    if view == "answered":
        return visible.exclude(status=WAITING).order_by("-handed_at", "-pk")
    if view == "all":
        return waiting.order_by("handed_at", "pk")
    return SHOWN.waiting_for(me, *stood_in_for(me, timezone.localdate()))


@signed_in
def deal_handover(request: StaffRequest, pk: int) -> HttpResponse:
    return _handover(request, pk)


@signed_in
def return_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    """The same page: its form is sent here."""
    return _handover(request, pk)


def _handover(request: StaffRequest, pk: int) -> HttpResponse:
    one: DealHandover = one_visible(SHOWN, request, pk)
    me, on = request.employee, timezone.localdate()
    is_open = one.is_waiting and one.deal.is_open
    may_accept = can_accept_deal(me, one, on)

    def act(**given: Any) -> Any:
        return return_deal(handover=one, by=me, at=timezone.now(), **given)

    context = {
        "handover": one,
        "lead": one.deal.lead,
        "minutes": waited(one, timezone.now()),
        "may_accept": is_open and may_accept,
        "may_return": is_open and can_return_deal(me, one, on),
        "takes_back": not may_accept,
        "answered": answered(one.deal.lead) if one.deal.lead else [],
    }
    return submit(request, ReturnDealForm, act, template="sales/deal_handover.html", context=context)


@signed_in
@require_POST
def accept_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: DealHandover = one_visible(SHOWN, request, pk)
    accept_deal(handover=one, by=request.employee, at=timezone.now())
    # A substitute has answered, and the deal stays the receiver's to open.
    return go_to(request, one.deal if one.receiver == request.employee else one)


@signed_in
def hand_over_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Deal = one_visible(DEALS, request, pk)
    allow(can_hand_over_deal(request.employee, one))

    def act(**given: Any) -> Deal:
        hand_over_deal(deal=one, by=request.employee, at=timezone.now(), **given)
        return one

    form = HandOverDealForm(request.POST or None, but=one.owner)
    return submit(request, form, act, template="sales/hand_over_deal.html", context={"deal": one})


@signed_in
@require_safe
def deal_qualification(request: StaffRequest, pk: int) -> HttpResponse:
    """A panel on the deal's page: who hands it to whom, the price told, what was answered."""
    one: Deal = one_visible(DEALS, request, pk)
    me, now = request.employee, timezone.now()
    handover = one.handovers.select_related("giver", "receiver").first()
    waits = handover is not None and handover.is_waiting and one.is_open
    on = local_date(now)
    context = {
        "deal": one,
        "lead": one.lead,
        "handover": handover,
        "waits": waits,
        "minutes": waited(handover, now) if handover else 0,
        "may_accept": waits and handover is not None and can_accept_deal(me, handover, on),
        "may_return": waits and handover is not None and can_return_deal(me, handover, on),
        "may_hand_over": one.is_open and not waits and can_hand_over_deal(me, one),
        "may_tell_price": bool(one.lead and one.is_open and can_tell_minimum_price(me, one.lead)),
        "told": price_told(one.lead) if one.lead else None,
        "answered": answered(one.lead) if one.lead else [],
    }
    return render(request, "sales/deal_qualification.html", context)
