"""Pages of promises: the list, one promise, a new one, and handing over all of an employee's."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import submit
from okno.team.people.models import Employee
from okno.team.promises.actions.hand_over_promises import hand_over_promises
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.client_field import companies
from okno.team.promises.forms import HandOverAllForm, PromiseForm
from okno.team.promises.lists import filtered, page_views, viewed
from okno.team.promises.models import Promise
from okno.team.promises.permissions import (
    can_hand_over_promises,
    can_reopen_promise,
    can_see_all_promises,
    can_set_ladder,
)


@signed_in
def promises(request: StaffRequest) -> HttpResponse:
    """Render the list of promises: one of its tabs, filtered."""
    view, by = request.GET.get("view", ""), request.actor
    visible = Promise.objects.visible_to(by.employee).for_lines()
    rows = filtered(viewed(visible, view, by.employee, timezone.now()), request.GET)
    context = {
        "page": page_of(request, rows),
        "views": page_views(by.employee),
        "view": view,
        "people": Employee.objects.working() if can_see_all_promises(by) else [],
        "owner": request.GET.get("owner", ""),
        "q": request.GET.get("q", ""),
        "can_set_ladder": can_set_ladder(by),
    }
    return render(request, "promises/promises.html", context)


@signed_in
def promise(request: StaffRequest, pk: int) -> HttpResponse:
    """Render one promise with its moves and its history."""
    row = get_visible_or_404(
        Promise.objects.for_lines().select_related("cause_person", "made_by"), request, pk
    )
    about = Entry.objects.visible_to(request.employee).filter(
        subject_kind=Promise._meta.label_lower, subject_id=pk
    )
    today = local_date(timezone.now())
    context = {
        "promise": row,
        "moves": row.moves.select_related("by"),
        "has_slipped": row.has_slipped(timezone.now()),
        "entries": about.select_related("by", "token"),
        "can_reopen": can_reopen_promise(request.actor, row)
        and row.status in (Promise.Status.KEPT, Promise.Status.BROKEN)
        and row.closed_at is not None
        and local_date(row.closed_at) == today,
    }
    return render(request, "promises/promise.html", context)


@signed_in
def make_promise_view(request: StaffRequest) -> HttpResponse:
    """Show the form of a new promise and make it; `?company=` names the client, `?kind=` the kind."""
    company = _company(request)
    kind = "clarify" if request.GET.get("kind") == "clarify" else "act"
    form = PromiseForm(request.employee, request.POST or None, company=company, kind=kind)

    def act(**fields: Any) -> Promise:
        return make_promise(by=request.actor, at=timezone.now(), **{"company": company, **fields})

    return submit(request, form, act, template="promises/make_promise.html", context={"company": company})


@signed_in
def hand_over_promises_view(request: StaffRequest) -> HttpResponse:
    """Show the form of handing over all promises of the reader, or of the employee in `?giver=`."""
    giver = request.employee
    key = request.GET.get("giver", "")
    if key.isascii() and key.isdigit() and len(key) < 10:
        giver = get_visible_or_404(Employee.objects, request, int(key))
    allow(can_hand_over_promises(request.actor, giver, local_date(timezone.now())))
    form = HandOverAllForm(giver, request.POST or None)

    def act(**fields: Any) -> Any:
        hand_over_promises(giver=giver, by=request.actor, at=timezone.now(), **fields)
        return "promises:promises"

    count = Promise.objects.visible_to(request.employee).open().owned_by(giver).count()
    context = {"giver": giver, "many": count}
    return submit(request, form, act, template="promises/hand_over_promises.html", context=context)


def _company(request: StaffRequest) -> Any:
    """Return the client named in the address, or None."""
    key = request.GET.get("company", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return get_visible_or_404(companies(), request, int(key))
