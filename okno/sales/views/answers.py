"""First answers: how long they took, and who waits now."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.permissions import SELLERS
from okno.sales.actions.answer_lead import answer_lead
from okno.sales.actions.pass_on_lead import pass_on_lead
from okno.sales.assignment.answers import MOST, by_channel, by_person, figures, measured, waiting_now
from okno.sales.models import Lead, RuleSet
from okno.sales.permissions import can_answer_lead, can_pass_on_leads
from okno.sales.queries import SEE_ALL
from okno.ui.submit import go_to

DAYS = (7, 30, 90, 365)


@signed_in
@require_safe
def answers(request: StaffRequest) -> HttpResponse:
    """`?days=`: of the leads that came in so many last days. A seller reads of the leads that he sees."""
    me, now = request.employee, timezone.now()
    allow(me.has(*SEE_ALL, *SELLERS))
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, DAYS) else DAYS[1]
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
        "may_pass_on": can_pass_on_leads(me),
    }
    return render(request, "sales/answers.html", context)


@signed_in
@require_POST
def answer_lead_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Lead = one_visible(Lead.objects.all(), request, pk)
    allow(can_answer_lead(request.employee, one))
    return _back(request, answer_lead(lead=one, by=request.employee, at=timezone.now()))


@signed_in
@require_POST
def pass_on_lead_view(request: StaffRequest, pk: int) -> HttpResponse:
    """A head does not wait for the clock."""
    one: Lead = one_visible(Lead.objects.select_related("assigned_to", "company"), request, pk)
    return _back(request, pass_on_lead(lead=one, by=request.employee, at=timezone.now()))


def _back(request: StaffRequest, lead: Lead) -> HttpResponse:
    """To the list of those who wait, when the button was pressed there."""
    return go_to(request, "sales:answers" if request.POST.get("from") == "answers" else lead)
