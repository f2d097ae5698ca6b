"""Pages of handovers: the list, one handover, handing over one client or many."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.workdays import working_days_between
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import submit
from okno.records.clients.models import Company
from okno.records.relations.actions.acknowledge_handover import acknowledge_handover
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.relations.actions.hand_over_clients import hand_over_clients
from okno.records.relations.forms.handovers import AcknowledgeForm, HandOverForm
from okno.records.relations.lists import handovers_viewed, handovers_views
from okno.records.relations.models import Handover
from okno.records.relations.permissions import (
    can_acknowledge_handover,
    can_hand_over_client,
    can_hand_over_clients,
)
from okno.team.people.models import Employee

LONG_WAIT = 3
MOST_MARKED = 1000


@signed_in
def handovers(request: StaffRequest) -> HttpResponse:
    """Render the list of handovers by one of its tabs."""
    by, view, today = request.actor, request.GET.get("view", ""), timezone.localdate()
    visible = Handover.objects.visible_to(by.employee).select_related("company", "giver", "receiver")
    page = page_of(request, handovers_viewed(visible, view, by.employee, today))
    for row in page:
        row.waits = _waits(row, today)
    context = {"page": page, "views": handovers_views(by.employee), "view": view, "long": LONG_WAIT}
    return render(request, "relations/handovers.html", context)


def _waits(handover: Handover, today: date) -> int | None:
    """Return the working days that the handover has been waiting; None when it is closed."""
    if handover.status != Handover.Status.WAITING:
        return None
    return working_days_between(timezone.localdate(handover.handed_at), today)


@signed_in
def handover(request: StaffRequest, pk: int) -> HttpResponse:
    """Render one handover with the form to acknowledge it."""
    return _handover(request, pk)


@signed_in
def acknowledge_handover_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Acknowledge the handover; the form of its page is sent here."""
    return _handover(request, pk)


def _handover(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the page of a handover and take its form."""
    things = Handover.objects.select_related("company", "giver", "receiver")
    row, today = get_visible_or_404(things, request, pk), timezone.localdate()
    may = can_acknowledge_handover(request.actor, row, today)
    is_waiting = row.status == Handover.Status.WAITING
    context = {"handover": row, "can_acknowledge": may and is_waiting, "waits": _waits(row, today)}

    def act(**fields: Any) -> str:
        acknowledge_handover(handover=row, by=request.actor, at=timezone.now(), **fields)
        return reverse("relations:handovers")

    return submit(request, AcknowledgeForm, act, template="relations/handover.html", context=context)


@signed_in
def hand_over_client_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form of handing over one client and take it."""
    company, today = get_visible_or_404(Company.objects, request, pk), timezone.localdate()
    allow(can_hand_over_client(request.actor, company, today))
    # Who kept the client when the page was shown: it comes back with the form.
    giver = _giver(request, request.POST) if request.method == "POST" else company.manager
    form = HandOverForm(request.POST or None, on=today, but=giver)

    def act(**fields: Any) -> Company:
        hand_over_client(company=company, giver=giver, by=request.actor, at=timezone.now(), **fields)
        return company

    context = {"company": company, "giver": giver}
    return submit(request, form, act, template="relations/hand_over_client.html", context=context)


@signed_in
def hand_over_clients_view(request: StaffRequest) -> HttpResponse:
    """Hand over all clients of an employee (`?giver=`), or those marked in the list (`?company=` each)."""
    query, by, today = request.POST or request.GET, request.actor, timezone.localdate()
    giver = _giver(request, query)
    marked = _marked(request, query)
    if giver is not None:
        allow(can_hand_over_clients(by, giver, today))
    selection = marked if giver is None else Company.objects.visible_to(by.employee).managed_by(giver)
    form = HandOverForm(request.POST or None, on=today, but=giver)

    def act(**fields: Any) -> str:
        companies = None if giver else list(marked)
        if companies == []:
            raise Invalid(_("Mark at least one client in the list."))
        handed = hand_over_clients(giver=giver, companies=companies, by=by, at=timezone.now(), **fields)
        messages.info(request, _summary(len(handed), fields["receiver"]))
        return giver.get_absolute_url() if giver else reverse("clients:companies")

    context = {"giver": giver, "companies": selection, "count": selection.count(), "is_marked": giver is None}
    return submit(request, form, act, template="relations/hand_over_clients.html", context=context)


def _summary(count: int, receiver: Employee) -> str:
    """Return the sentence that says how many clients the receiver manages now."""
    return ngettext(
        "{count} client is with {receiver} now and waits to be acknowledged",
        "{count} clients are with {receiver} now and wait to be acknowledged",
        count,
    ).format(count=count, receiver=receiver)


def _giver(request: StaffRequest, query: QueryDict) -> Employee | None:
    """Return the employee named in the query, or None."""
    key = query.get("giver", "")
    return get_visible_or_404(Employee.objects, request, int(key)) if _is_key(key) else None


def _marked(request: StaffRequest, query: QueryDict) -> Any:
    """Return the marked clients as a query, at most 1000."""
    keys = {int(key) for key in query.getlist("company")[:MOST_MARKED] if _is_key(key)}
    return Company.objects.visible_to(request.employee).outside().filter(pk__in=keys)


def _is_key(text: str) -> bool:
    """Return whether the text can be a primary key."""
    return text.isascii() and text.isdigit() and len(text) < 19
