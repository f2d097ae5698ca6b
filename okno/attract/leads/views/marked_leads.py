"""Verbs for the leads that are marked in the list."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from okno.attract.leads.actions.disqualify_leads import MOST_TURNED_DOWN, disqualify_leads
from okno.attract.leads.forms.leads import DisqualifyLeadForm
from okno.attract.leads.models import Lead
from okno.attract.leads.permissions import can_disqualify_leads
from okno.attract.leads.throttle import quarantined_leads
from okno.ground.kernel.errors import allow
from okno.ground.kernel.row_ids import ids_of
from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.submit import go_to

ALL_HELD = "held"


@signed_in
def disqualify_leads_view(request: StaffRequest) -> HttpResponse:
    """Ask for the one reason; disqualify the marked leads when it is sent."""
    allow(can_disqualify_leads(request.actor))
    query = request.POST or request.GET
    chosen = marked(request, query, most=MOST_TURNED_DOWN)
    form = DisqualifyLeadForm(request.POST if "reason" in request.POST else None)
    context: dict[str, Any] = {
        "form": form,
        "leads": chosen[:10],
        "count": chosen.count(),
        "all": query.get("all", ""),
        "marked": query.getlist("lead"),
    }
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "leads/disqualify_leads.html", context, status=status)
    reason = form.cleaned_data["reason"]
    now = timezone.now()
    count = disqualify_leads(leads=list(chosen), reason=reason, by=request.actor, at=now)
    message = ngettext("{count} lead is turned down", "{count} leads are turned down", count)
    messages.info(request, message.format(count=count))
    return go_to(request, reverse("leads:leads"))


def marked(request: StaffRequest, query: QueryDict, most: int = 200) -> QuerySet[Lead]:
    """Return the visible leads that the query marks by `lead`, or all leads on hold."""
    visible = Lead.objects.visible_to(request.employee).select_related("company").order_by("pk")
    if query.get("all") == ALL_HELD:
        return visible.filter(pk__in=quarantined_leads().order_by("pk").values("pk")[:most])
    return visible.filter(pk__in=ids_of(query.getlist("lead"))[: most + 1])
