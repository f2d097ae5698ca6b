"""Verbs of assignment for the leads that are marked in the list."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from okno.attract.assignment.actions.give_out_leads import give_out_leads
from okno.attract.assignment.actions.release_leads import MOST_LET_GO, release_leads
from okno.attract.assignment.forms import GiveOutLeadsForm
from okno.attract.assignment.permissions import can_give_out_leads, can_release_leads
from okno.attract.leads.throttle import quarantined_leads
from okno.attract.leads.views.marked_leads import marked
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.submit import go_to


@signed_in
@require_POST
def release_leads_view(request: StaffRequest) -> HttpResponse:
    """Release the marked leads, or with `all=held` the oldest on hold, as many as may go at once."""
    allow(can_release_leads(request.actor))
    chosen = marked(request, request.POST, most=MOST_LET_GO)
    count = release_leads(leads=list(chosen), by=request.actor, at=timezone.now())
    message = ngettext("{count} lead is let go", "{count} leads are let go", count)
    messages.info(request, message.format(count=count))
    return go_to(request, reverse("leads:leads") + ("?view=held" if quarantined_leads().exists() else ""))


@signed_in
@require_POST
def give_out_leads_view(request: StaffRequest) -> HttpResponse:
    """Assign the marked leads to the employee of the form."""
    allow(can_give_out_leads(request.actor))
    chosen, form = marked(request, request.POST), GiveOutLeadsForm(request.POST)
    if not form.is_valid():
        raise Invalid(to=str(form.errors["to"][0]))
    to = form.cleaned_data["to"]
    count = give_out_leads(leads=list(chosen), to=to, by=request.actor, at=timezone.now())
    message = ngettext("{count} lead is with {name} now", "{count} leads are with {name} now", count)
    messages.info(request, message.format(count=count, name=to.name))
    return go_to(request, reverse("leads:leads"))
