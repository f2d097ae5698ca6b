"""What is done with the leads that are marked in the list."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from okno.kernel.errors import Invalid, allow
from okno.kernel.keys import keys_of
from okno.people.doors import StaffRequest, signed_in
from okno.sales.actions import let_go_leads as letting
from okno.sales.actions import turn_down_leads as turning
from okno.sales.actions.give_out_leads import give_out_leads
from okno.sales.flood import held_leads
from okno.sales.forms.leads import GiveOutLeadsForm, TurnDownLeadForm
from okno.sales.models import Lead
from okno.sales.permissions import can_give_out_leads, can_let_go_leads, can_turn_down_leads
from okno.ui.submit import go_to

ALL_HELD = "held"


@signed_in
@require_POST
def let_go_leads_view(request: StaffRequest) -> HttpResponse:
    """The marked ones, or with `all=held` all that wait, as many as go at once."""
    allow(can_let_go_leads(request.employee))
    chosen = marked(request, request.POST, most=letting.MOST_AT_ONCE)
    count = letting.let_go_leads(leads=list(chosen), by=request.employee, at=timezone.now())
    said = ngettext("{count} lead is let go", "{count} leads are let go", count)
    messages.info(request, said.format(count=count))
    return go_to(request, reverse("sales:leads") + ("?view=held" if held_leads().exists() else ""))


@signed_in
@require_POST
def give_out_leads_view(request: StaffRequest) -> HttpResponse:
    allow(can_give_out_leads(request.employee))
    chosen, form = marked(request, request.POST), GiveOutLeadsForm(request.POST)
    if not form.is_valid():
        raise Invalid(to=str(form.errors["to"][0]))
    to = form.cleaned_data["to"]
    count = give_out_leads(leads=list(chosen), to=to, by=request.employee, at=timezone.now())
    said = ngettext("{count} lead is with {name} now", "{count} leads are with {name} now", count)
    messages.info(request, said.format(count=count, name=to.name))
    return go_to(request, reverse("sales:leads"))


@signed_in
def turn_down_leads_view(request: StaffRequest) -> HttpResponse:
    """From the list's marks it asks for the one reason; sent with it, they are closed."""
    allow(can_turn_down_leads(request.employee))
    given = request.POST or request.GET
    chosen = marked(request, given, most=turning.MOST_AT_ONCE)
    form = TurnDownLeadForm(request.POST if "reason" in request.POST else None)
    context: dict[str, Any] = {
        "form": form,
        "leads": chosen[:10],
        "count": chosen.count(),
        "all": given.get("all", ""),
        "marked": given.getlist("lead"),
    }
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "sales/turn_down_leads.html", context, status=status)
    reason = form.cleaned_data["reason"]
    now = timezone.now()
    count = turning.turn_down_leads(leads=list(chosen), reason=reason, by=request.employee, at=now)
    said = ngettext("{count} lead is turned down", "{count} leads are turned down", count)
    messages.info(request, said.format(count=count))
    return go_to(request, reverse("sales:leads"))


def marked(request: StaffRequest, given: QueryDict, most: int = 200) -> QuerySet[Lead]:
    """The visible ones among `lead` of the address, or all that are held."""
    visible = Lead.objects.visible_to(request.employee).select_related("company").order_by("pk")
    if given.get("all") == ALL_HELD:
        return visible.filter(pk__in=held_leads().order_by("pk").values("pk")[:most])
    return visible.filter(pk__in=keys_of(given.getlist("lead"))[: most + 1])
