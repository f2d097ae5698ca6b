"""The page of first responses: how long they took, and which leads wait now."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.attract.assignment.actions.answer_lead import answer_lead
from okno.attract.assignment.actions.pass_on_lead import pass_on_lead
from okno.attract.assignment.first_response import MOST, by_channel, by_person, figures, measured, waiting_now
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.permissions import can_answer_lead, can_pass_on_leads
from okno.attract.leads.models import Lead
from okno.attract.leads.queries import SEE_ALL
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import go_to
from okno.team.people.permissions import SELLERS

DAYS = (7, 30, 90, 365)


@signed_in
@require_safe
def answers(request: StaffRequest) -> HttpResponse:
    """Render figures of the leads of the last `?days=` days, of those that the employee may see."""
    me, now = request.employee, timezone.now()
    allow(me.has(*SEE_ALL, *SELLERS))
    typed = request.GET.get("days", "")
    days = int(typed) if typed in map(str, DAYS) else DAYS[1]
    leads, today = Lead.objects.visible_to(me), local_date(now)
    rows = measured(leads, today - timedelta(days=days - 1), today)
    context = {
        "waiting": waiting_now(leads, now),
        "acting": RuleSet.objects.acting(),
        "whole": figures("", rows),
        "people": by_person(rows),
        "channels": by_channel(rows),
        "days": days,
        "spans": DAYS,
        "is_cut": len(rows) == MOST,
        "may_pass_on": can_pass_on_leads(request.actor),
    }
    return render(request, "assignment/answers.html", context)


@signed_in
@require_POST
def answer_lead_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark the lead as answered."""
    lead: Lead = get_visible_or_404(Lead.objects.all(), request, pk)
    allow(can_answer_lead(request.actor, lead))
    return _back(request, answer_lead(lead=lead, by=request.actor, at=timezone.now()))


@signed_in
@require_POST
def pass_on_lead_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Pass on the lead at once: a head need not wait for the clock."""
    lead: Lead = get_visible_or_404(Lead.objects.select_related("assigned_to", "company"), request, pk)
    return _back(request, pass_on_lead(lead=lead, by=request.actor, at=timezone.now()))


def _back(request: StaffRequest, lead: Lead) -> HttpResponse:
    """Redirect to the list of waiting leads when the button was pressed there, else to the lead."""
    return go_to(request, "assignment:answers" if request.POST.get("from") == "answers" else lead)
