"""Pages on which a lead is assigned."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from okno.attract.assignment.actions.assign_lead import assign_lead
from okno.attract.assignment.assign import doubt_about
from okno.attract.assignment.forms import AssignLeadForm
from okno.attract.assignment.permissions import can_give_out_leads
from okno.attract.leads.models import Lead
from okno.attract.leads.views.leads import SHOWN
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import go_to, submit


@signed_in
def assign_lead_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Assign the lead to the employee of the form, and warn when they are absent or full."""
    lead: Lead = get_visible_or_404(SHOWN, request, pk)
    allow(can_give_out_leads(request.actor))

    def act(**fields: Any) -> Lead:
        now = timezone.now()
        # Asked before the assignment: this very lead must not make them full.
        doubt = doubt_about(fields["to"], local_date(now))
        assigned = assign_lead(lead=lead, by=request.actor, at=now, **fields)
        if doubt:
            messages.warning(request, doubt)
        return assigned

    return submit(
        request, AssignLeadForm, act, template="assignment/assign_lead.html", context={"lead": lead}
    )


@signed_in
@require_POST
def take_lead(request: StaffRequest, pk: int) -> HttpResponse:
    """Assign an unassigned lead to the employee who presses the button."""
    lead: Lead = get_visible_or_404(SHOWN, request, pk)
    return go_to(request, assign_lead(lead=lead, to=request.employee, by=request.actor, at=timezone.now()))
