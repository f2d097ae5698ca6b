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
    for handover in page:
        handover.minutes = waited(handover, now)
        handover.is_mine = handover.receiver_id == me.pk
        handover.may_accept = handover.is_waiting and (handover.receiver_id == me.pk or not view)
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
    handover: DealHandover = get_visible_or_404(SHOWN, request, pk)
    on = timezone.localdate()
    is_open = handover.is_waiting and handover.deal.is_open
    may_accept = can_accept_deal(request.actor, handover, on)

    def act(**fields: Any) -> Any:
        return return_deal(handover=handover, by=request.actor, at=timezone.now(), **fields)

    context = {
        "handover": handover,
        "lead": handover.deal.lead,
        "minutes": waited(handover, timezone.now()),
        "may_accept": is_open and may_accept,
        "may_return": is_open and can_return_deal(request.actor, handover, on),
        "takes_back": not may_accept,
        "answered": answered(handover.deal.lead) if handover.deal.lead else [],
    }
    return submit(request, ReturnDealForm, act, template="deals/deal_handover.html", context=context)


@signed_in
@require_POST
def accept_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    handover: DealHandover = get_visible_or_404(SHOWN, request, pk)
    accept_deal(handover=handover, by=request.actor, at=timezone.now())
    # A substitute has answered, and the deal stays the receiver's to open.
    return go_to(request, handover.deal if handover.receiver == request.employee else handover)


@signed_in
def hand_over_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    deal: Deal = get_visible_or_404(DEALS, request, pk)
    allow(can_hand_over_deal(request.actor, deal))

    def act(**fields: Any) -> Deal:
        hand_over_deal(deal=deal, by=request.actor, at=timezone.now(), **fields)
        return deal

    form = HandOverDealForm(request.POST or None, but=deal.owner)
    return submit(request, form, act, template="deals/hand_over_deal.html", context={"deal": deal})


@signed_in
@require_safe
def deal_qualification(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the panel of the deal's page: the hand-over, the minimum price, the answers."""
    deal: Deal = get_visible_or_404(DEALS, request, pk)
    now = timezone.now()
    handover = deal.handovers.select_related("giver", "receiver").first()
    waits = handover is not None and handover.is_waiting and deal.is_open
    on = local_date(now)
    context = {
        "deal": deal,
        "lead": deal.lead,
        "handover": handover,
        "waits": waits,
        "minutes": waited(handover, now) if handover else 0,
        "may_accept": waits and handover is not None and can_accept_deal(request.actor, handover, on),
        "may_return": waits and handover is not None and can_return_deal(request.actor, handover, on),
        "may_hand_over": deal.is_open and not waits and can_hand_over_deal(request.actor, deal),
        "may_tell_price": bool(
            deal.lead and deal.is_open and can_tell_minimum_price(request.actor, deal.lead)
        ),
        "told": minimum_price_entry(deal.lead) if deal.lead else None,
        "answered": answered(deal.lead) if deal.lead else [],
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
