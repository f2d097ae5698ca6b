"""Clients that go from hand to hand: the list, one hand-over, handing over one or many."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okno.clients.actions.acknowledge_handover import acknowledge_handover as acknowledge
from okno.clients.actions.hand_over_client import hand_over_client as hand_over
from okno.clients.actions.hand_over_clients import hand_over_clients as hand_over_many
from okno.clients.forms_handover import AcknowledgeForm, HandOverForm
from okno.clients.lists import handovers_viewed, handovers_views
from okno.clients.models import Company, Handover
from okno.clients.permissions import (
    can_acknowledge_handover,
    can_hand_over_client,
    can_hand_over_clients,
)
from okno.kernel.errors import Invalid, allow
from okno.kernel.workdays import working_days_between
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.ui.lists import page_of
from okno.ui.submit import submit

LONG_WAIT = 3
MOST_MARKED = 1000


@signed_in
def handovers(request: StaffRequest) -> HttpResponse:
    by, view, today = request.employee, request.GET.get("view", ""), timezone.localdate()
    visible = Handover.objects.visible_to(by).select_related("company", "giver", "receiver")
    page = page_of(request, handovers_viewed(visible, view, by, today))
    for one in page:
        one.waits = _waits(one, today)
    context = {"page": page, "views": handovers_views(by), "view": view, "long": LONG_WAIT}
    return render(request, "clients/handovers.html", context)


def _waits(handover: Handover, today: date) -> int | None:
    """Working days that it has been waiting for; None when it waits no more."""
    if handover.status != Handover.Status.WAITING:
        return None
    return working_days_between(timezone.localdate(handover.handed_at), today)


@signed_in
def handover(request: StaffRequest, pk: int) -> HttpResponse:
    return _handover(request, pk)


@signed_in
def acknowledge_handover(request: StaffRequest, pk: int) -> HttpResponse:
    """The same page: its form is sent here."""
    return _handover(request, pk)


def _handover(request: StaffRequest, pk: int) -> HttpResponse:
    things = Handover.objects.select_related("company", "giver", "receiver")
    thing, today = one_visible(things, request, pk), timezone.localdate()
    may = can_acknowledge_handover(request.employee, thing, today)
    is_waiting = thing.status == Handover.Status.WAITING
    context = {"handover": thing, "can_acknowledge": may and is_waiting, "waits": _waits(thing, today)}

    def act(**given: Any) -> str:
        acknowledge(handover=thing, by=request.employee, at=timezone.now(), **given)
        return reverse("clients:handovers")

    return submit(request, AcknowledgeForm, act, template="clients/handover.html", context=context)


@signed_in
def hand_over_client(request: StaffRequest, pk: int) -> HttpResponse:
    thing, today = one_visible(Company.objects, request, pk), timezone.localdate()
    allow(can_hand_over_client(request.employee, thing, today))
    # Who kept the client when the page was shown: it comes back with the form.
    giver = _giver(request, request.POST) if request.method == "POST" else thing.manager
    form = HandOverForm(request.POST or None, on=today, but=giver)

    def act(**given: Any) -> Company:
        hand_over(company=thing, giver=giver, by=request.employee, at=timezone.now(), **given)
        return thing

    context = {"company": thing, "giver": giver}
    return submit(request, form, act, template="clients/hand_over_client.html", context=context)


@signed_in
def hand_over_clients(request: StaffRequest) -> HttpResponse:
    """All of a person (`?giver=`), or those marked in the list (`?company=` of each)."""
    given, by, today = request.POST or request.GET, request.employee, timezone.localdate()
    giver = _giver(request, given)
    marked = _marked(request, given)
    if giver is not None:
        allow(can_hand_over_clients(by, giver, today))
    kept = marked if giver is None else Company.objects.visible_to(by).kept_by(giver)
    form = HandOverForm(request.POST or None, on=today, but=giver)

    def act(**words: Any) -> str:
        companies = None if giver else list(marked)
        if companies == []:
            raise Invalid(_("Mark at least one client in the list."))
        made = hand_over_many(giver=giver, companies=companies, by=by, at=timezone.now(), **words)
        messages.info(request, _summary(len(made), words["receiver"]))
        return giver.get_absolute_url() if giver else reverse("clients:companies")

    context = {"giver": giver, "companies": kept, "count": kept.count(), "is_marked": giver is None}
    return submit(request, form, act, template="clients/hand_over_clients.html", context=context)


def _summary(count: int, receiver: Employee) -> str:
    return ngettext(
        "{count} client is with {receiver} now and waits to be acknowledged",
        "{count} clients are with {receiver} now and wait to be acknowledged",
        count,
    ).format(count=count, receiver=receiver)


def _giver(request: StaffRequest, given: QueryDict) -> Employee | None:
    named = given.get("giver", "")
    return one_visible(Employee.objects, request, int(named)) if _is_key(named) else None


def _marked(request: StaffRequest, given: QueryDict) -> Any:
    keys = {int(key) for key in given.getlist("company")[:MOST_MARKED] if _is_key(key)}
    return Company.objects.visible_to(request.employee).outside().filter(pk__in=keys)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
