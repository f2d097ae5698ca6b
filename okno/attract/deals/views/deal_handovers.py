"""Deals that go from hand to hand: the list, one hand-over, its answer; what was learnt of the client."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from okno.attract.deals.actions.accept_deal import accept_deal
from okno.attract.deals.actions.hand_over_deal import hand_over_deal
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.actions.return_deal import return_deal
from okno.attract.deals.forms.leads import HandOverDealForm, QualifyLeadForm, ReturnDealForm
from okno.attract.deals.handovers import answers_by_person, waited
from okno.attract.deals.models import Deal, DealHandover
from okno.attract.deals.permissions import (
    can_accept_deal,
    can_hand_over_deal,
    can_qualify_lead,
    can_return_deal,
)
from okno.attract.deals.queries import DealHandoverQuerySet
from okno.attract.leads.models import Lead
from okno.attract.leads.permissions import can_tell_minimum_price
from okno.attract.leads.prices import minimum_price_entry
from okno.attract.leads.qualification import answered, form_or_answered_questions
from okno.attract.leads.queries import SEE_ALL
from okno.attract.leads.views.leads import SHOWN as LEADS_SHOWN
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Text, allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import go_to, submit
from okno.team.people.models import Employee
from okno.team.people.standins import stood_in_for

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
    answers = answers_by_person(DealHandover.objects.visible_to(me)) if view == "answered" else []
    context = {"page": page, "views": views, "view": view, "answers": answers}
    return render(request, "deals/deal_handovers.html", context)


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
    """Show the page of the hand-over, whose form is sent here."""
    return _handover(request, pk)


def _handover(request: StaffRequest, pk: int) -> HttpResponse:
    one: DealHandover = get_visible_or_404(SHOWN, request, pk)
    on = timezone.localdate()
    is_open = one.is_waiting and one.deal.is_open
    may_accept = can_accept_deal(request.actor, one, on)

    def act(**fields: Any) -> Any:
        return return_deal(handover=one, by=request.actor, at=timezone.now(), **fields)

    context = {
        "handover": one,
        "lead": one.deal.lead,
        "minutes": waited(one, timezone.now()),
        "may_accept": is_open and may_accept,
        "may_return": is_open and can_return_deal(request.actor, one, on),
        "takes_back": not may_accept,
        "answered": answered(one.deal.lead) if one.deal.lead else [],
    }
    return submit(request, ReturnDealForm, act, template="deals/deal_handover.html", context=context)


@signed_in
@require_POST
def accept_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: DealHandover = get_visible_or_404(SHOWN, request, pk)
    accept_deal(handover=one, by=request.actor, at=timezone.now())
    # A substitute has answered, and the deal stays the receiver's to open.
    return go_to(request, one.deal if one.receiver == request.employee else one)


@signed_in
def hand_over_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Deal = get_visible_or_404(DEALS, request, pk)
    allow(can_hand_over_deal(request.actor, one))

    def act(**fields: Any) -> Deal:
        hand_over_deal(deal=one, by=request.actor, at=timezone.now(), **fields)
        return one

    form = HandOverDealForm(request.POST or None, but=one.owner)
    return submit(request, form, act, template="deals/hand_over_deal.html", context={"deal": one})


@signed_in
@require_safe
def deal_qualification(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the panel of the deal's page: the hand-over, the minimum price, the answers."""
    one: Deal = get_visible_or_404(DEALS, request, pk)
    now = timezone.now()
    handover = one.handovers.select_related("giver", "receiver").first()
    waits = handover is not None and handover.is_waiting and one.is_open
    on = local_date(now)
    context = {
        "deal": one,
        "lead": one.lead,
        "handover": handover,
        "waits": waits,
        "minutes": waited(handover, now) if handover else 0,
        "may_accept": waits and handover is not None and can_accept_deal(request.actor, handover, on),
        "may_return": waits and handover is not None and can_return_deal(request.actor, handover, on),
        "may_hand_over": one.is_open and not waits and can_hand_over_deal(request.actor, one),
        "may_tell_price": bool(one.lead and one.is_open and can_tell_minimum_price(request.actor, one.lead)),
        "told": minimum_price_entry(one.lead) if one.lead else None,
        "answered": answered(one.lead) if one.lead else [],
    }
    return render(request, "deals/deal_qualification.html", context)


@signed_in
def qualify_lead_view(request: StaffRequest, pk: int) -> HttpResponse:
    lead: Lead = get_visible_or_404(LEADS_SHOWN, request, pk)
    allow(can_qualify_lead(request.actor, lead))
    questions = form_or_answered_questions(request.POST.keys())
    initial = {"owner": lead.assigned_to or request.employee}
    form = QualifyLeadForm(request.POST or None, initial=initial, lead=lead, questions=questions)

    def act(**fields: Any) -> Any:
        return qualify_lead(lead=lead, by=request.actor, at=timezone.now(), **form.fields_of_lead())

    return submit(request, form, act, template="deals/qualify_lead.html", context={"lead": lead})
