"""Pages of leads."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.actions.tell_minimum_price import tell_minimum_price
from okno.attract.leads.caller import Caller
from okno.attract.leads.forms.leads import DisqualifyLeadForm, RegisterLeadForm, TellMinimumPriceForm
from okno.attract.leads.lists import lead_list
from okno.attract.leads.models import Lead
from okno.attract.leads.permissions import (
    can_disqualify_lead,
    can_disqualify_leads,
    can_register_lead,
    can_tell_minimum_price,
)
from okno.attract.leads.qualification import answered, question_labels
from okno.ground.journal.forms import NoteForm
from okno.ground.journal.timeline import filters_of, stream_of
from okno.ground.kernel.errors import allow
from okno.ground.kernel.row_ids import id_of
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.page_parts import parts_of_page
from okno.ground.ui.submit import submit
from okno.records.clients.models import Company

SHOWN = Lead.objects.select_related(
    "company", "contact", "assigned_to", "brought_by", "recommended_by", "deal__owner"
)


@signed_in
@require_safe
def leads(request: StaffRequest) -> HttpResponse:
    """Render the list of leads."""
    me = request.employee
    chosen = lead_list(me, request.GET)
    context = {
        "page": page_of(request, chosen.rows),
        "chosen": chosen,
        "history": request.GET.get("history", ""),
        "may_register": can_register_lead(request.actor),
        "may_turn_down": can_disqualify_leads(request.actor),
        **parts_of_page("leads.leads", chosen.view, me),
    }
    return render(request, "leads/leads.html", context)


@signed_in
@require_safe
def lead(request: StaffRequest, pk: int) -> HttpResponse:
    """Render the page of a lead."""
    row: Lead = get_visible_or_404(SHOWN, request, pk)
    me = request.employee
    context = {
        "lead": row,
        "stream": stream_of(row.company, me, **filters_of(request.GET)) if row.company else None,
        "note": NoteForm(writer=me),
        "may_turn_down": row.is_new and can_disqualify_lead(request.actor, row),
        "may_come_again": row.keys.exists() and row.company and can_register_lead(request.actor),
        "may_tell_price": not row.imported and row.is_in_work and can_tell_minimum_price(request.actor, row),
        "answered": answered(row),
        "questions": question_labels(),
        "only_this": f"lead={row.pk}",
        **parts_of_page("leads.lead", row, me),
    }
    return render(request, "leads/lead.html", context)


@signed_in
def register_lead_view(request: StaffRequest) -> HttpResponse:
    """Register a lead; `?company=` begins one of a company that is in the product already."""
    allow(can_register_lead(request.actor))
    company: Company | None = None
    if (company_id := id_of(request.GET.get("company", ""))) is not None:
        company = get_visible_or_404(Company.objects.filter(is_own=False), request, company_id)
    now = timezone.now()

    def act(**fields: Any) -> Lead:
        lead = register_lead(caller=Caller(company=company, **fields), by=request.actor, at=now)
        if lead.received_at != now:
            messages.info(request, _("This lead is in work already: it came again, by the second channel."))
        return lead

    form = RegisterLeadForm(request.POST or None, company=company)
    return submit(request, form, act, template="leads/register_lead.html", context={"company": company})


@signed_in
def disqualify_lead_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Disqualify a lead with the reason of the form."""
    lead: Lead = get_visible_or_404(SHOWN, request, pk)
    allow(can_disqualify_lead(request.actor, lead))

    def act(**fields: Any) -> Lead:
        return disqualify_lead(lead=lead, by=request.actor, at=timezone.now(), **fields)

    return submit(
        request, DisqualifyLeadForm, act, template="leads/disqualify_lead.html", context={"lead": lead}
    )


@signed_in
def tell_minimum_price_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Record the minimum price that the client was told."""
    lead: Lead = get_visible_or_404(SHOWN, request, pk)
    allow(can_tell_minimum_price(request.actor, lead))
    whom = lead.decision_maker or (lead.contact.name if lead.contact else "")
    initial = {"told_minor": lead.minimum_price_told_minor, "whom": whom}

    def act(**fields: Any) -> Lead:
        return tell_minimum_price(lead=lead, by=request.actor, at=timezone.now(), **fields)

    form = TellMinimumPriceForm(request.POST or None, initial=initial)
    return submit(request, form, act, template="leads/tell_minimum_price.html", context={"lead": lead})
