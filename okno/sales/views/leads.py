"""Pages of leads."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from okno.clients.models import Company
from okno.journal.forms import NoteForm
from okno.journal.stream import filters_of, stream_of
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.kernel.keys import key_of
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.sales.actions.assign_lead import assign_lead
from okno.sales.actions.qualify_lead import qualify_lead
from okno.sales.actions.register_lead import register_lead
from okno.sales.actions.tell_minimum_price import tell_minimum_price
from okno.sales.actions.turn_down_lead import turn_down_lead
from okno.sales.assignment.assign import doubt_about
from okno.sales.flood import held_leads
from okno.sales.forms.leads import (
    AssignLeadForm,
    GiveOutLeadsForm,
    QualifyLeadForm,
    RegisterLeadForm,
    TellMinimumPriceForm,
    TurnDownLeadForm,
)
from okno.sales.handovers import waiting_among
from okno.sales.lists import lead_list
from okno.sales.models import Lead
from okno.sales.permissions import (
    can_assign_lead,
    can_give_out_leads,
    can_import_leads,
    can_let_go_leads,
    can_qualify_lead,
    can_register_lead,
    can_tell_minimum_price,
    can_turn_down_lead,
    can_turn_down_leads,
)
from okno.sales.qualification import answered, asked_or_answered, worded
from okno.ui.lists import count_text, page_of
from okno.ui.submit import go_to, submit

SHOWN = Lead.objects.select_related(
    "company", "contact", "assigned_to", "brought_by", "recommended_by", "deal__owner"
)


@signed_in
@require_safe
def leads(request: StaffRequest) -> HttpResponse:
    me = request.employee
    chosen = lead_list(me, request.GET)
    is_held = chosen.view == "held"
    may_let_go = can_let_go_leads(me)
    context = {
        "page": page_of(request, chosen.rows),
        "chosen": chosen,
        "history": request.GET.get("history", ""),
        "may_register": can_register_lead(me),
        "may_import": can_import_leads(me),
        "may_let_go": may_let_go,
        "may_give": can_give_out_leads(me),
        "may_turn_down": can_turn_down_leads(me),
        "form": GiveOutLeadsForm(),
        "held": count_text(held_leads()) if may_let_go and not is_held and held_leads().exists() else "",
    }
    return render(request, "sales/leads.html", context)


@signed_in
@require_safe
def lead(request: StaffRequest, pk: int) -> HttpResponse:
    one: Lead = one_visible(SHOWN, request, pk)
    me = request.employee
    context = {
        "lead": one,
        "stream": stream_of(one.company, me, **filters_of(request.GET)) if one.company else None,
        "note": NoteForm(writer=me),
        "may_qualify": one.is_new and can_qualify_lead(me, one),
        "may_turn_down": one.is_new and can_turn_down_lead(me, one),
        "may_assign": one.is_new and can_give_out_leads(me),
        "may_come_again": one.keys.exists() and one.company and can_register_lead(me),
        "may_tell_price": not one.imported and one.is_in_work and can_tell_minimum_price(me, one),
        "handed": waiting_among([one.deal]).get(one.deal.pk) if hasattr(one, "deal") else None,
        "answered": answered(one),
        "questions": worded(),
        "only_this": f"lead={one.pk}",
        "may_let_go": one.is_held and can_let_go_leads(me),
        "may_take": one.is_new and one.assigned_to_id is None and can_assign_lead(me, one, me),
    }
    return render(request, "sales/lead.html", context)


@signed_in
def register_lead_view(request: StaffRequest) -> HttpResponse:
    """`?company=` starts a lead of a company that is known already."""
    allow(can_register_lead(request.employee))
    company: Company | None = None
    if (known := key_of(request.GET.get("company", ""))) is not None:
        company = one_visible(Company.objects.filter(is_own=False), request, known)
    now = timezone.now()

    def act(**given: Any) -> Lead:
        made = register_lead(company=company, by=request.employee, at=now, **given)
        if made.received_at != now:
            messages.info(request, _("This lead is in work already: it came again, by the second channel."))
        return made

    form = RegisterLeadForm(request.POST or None, company=company)
    return submit(request, form, act, template="sales/register_lead.html", context={"company": company})


@signed_in
def qualify_lead_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Lead = one_visible(SHOWN, request, pk)
    allow(can_qualify_lead(request.employee, one))
    questions = asked_or_answered(request.POST.keys())
    initial = {"owner": one.assigned_to or request.employee}
    form = QualifyLeadForm(request.POST or None, initial=initial, lead=one, questions=questions)

    def act(**given: Any) -> Any:
        return qualify_lead(lead=one, by=request.employee, at=timezone.now(), **form.told())

    return submit(request, form, act, template="sales/qualify_lead.html", context={"lead": one})


@signed_in
def turn_down_lead_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Lead = one_visible(SHOWN, request, pk)
    allow(can_turn_down_lead(request.employee, one))

    def act(**given: Any) -> Lead:
        return turn_down_lead(lead=one, by=request.employee, at=timezone.now(), **given)

    return submit(request, TurnDownLeadForm, act, template="sales/turn_down_lead.html", context={"lead": one})


@signed_in
def assign_lead_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Lead = one_visible(SHOWN, request, pk)
    allow(can_give_out_leads(request.employee))

    def act(**given: Any) -> Lead:
        now = timezone.now()
        # Looked at before: the lead itself must not make him full.
        doubt = doubt_about(given["to"], local_date(now))
        made = assign_lead(lead=one, by=request.employee, at=now, **given)
        if doubt:
            messages.warning(request, doubt)
        return made

    return submit(request, AssignLeadForm, act, template="sales/assign_lead.html", context={"lead": one})


@signed_in
@require_POST
def take_lead(request: StaffRequest, pk: int) -> HttpResponse:
    """A lead that is nobody's becomes mine with one button."""
    one: Lead = one_visible(SHOWN, request, pk)
    return go_to(request, assign_lead(lead=one, to=request.employee, by=request.employee, at=timezone.now()))


@signed_in
def tell_minimum_price_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Lead = one_visible(SHOWN, request, pk)
    allow(can_tell_minimum_price(request.employee, one))
    whom = one.decision_maker or (one.contact.name if one.contact else "")
    initial = {"told_minor": one.minimum_price_told_minor, "whom": whom}

    def act(**given: Any) -> Lead:
        return tell_minimum_price(lead=one, by=request.employee, at=timezone.now(), **given)

    form = TellMinimumPriceForm(request.POST or None, initial=initial)
    return submit(request, form, act, template="sales/tell_minimum_price.html", context={"lead": one})
