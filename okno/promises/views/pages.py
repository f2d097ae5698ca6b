"""The list of promises, one promise, a new one, and all of a person's at once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.journal.models import Entry
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.promises.actions.hand_over_promises import hand_over_promises as hand_over_all
from okno.promises.actions.make_promise import make_promise as make
from okno.promises.client_field import companies
from okno.promises.forms import HandOverAllForm, PromiseForm
from okno.promises.lists import filtered, page_views, viewed
from okno.promises.models import Promise
from okno.promises.permissions import (
    can_hand_over_promises,
    can_reopen_promise,
    can_see_all_promises,
    can_set_ladder,
)
from okno.ui.lists import page_of
from okno.ui.submit import submit


@signed_in
def promises(request: StaffRequest) -> HttpResponse:
    view, by = request.GET.get("view", ""), request.employee
    visible = Promise.objects.visible_to(by).for_lines()
    shown = filtered(viewed(visible, view, by, timezone.now()), request.GET)
    context = {
        "page": page_of(request, shown),
        "views": page_views(by),
        "view": view,
        "people": Employee.objects.working() if can_see_all_promises(by) else [],
        "owner": request.GET.get("owner", ""),
        "q": request.GET.get("q", ""),
        "can_set_ladder": can_set_ladder(by),
    }
    return render(request, "promises/promises.html", context)


@signed_in
def promise(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Promise.objects.for_lines().select_related("cause_person", "made_by"), request, pk)
    about = Entry.objects.visible_to(request.employee).filter(
        subject_kind=Promise._meta.label_lower, subject_id=pk
    )
    today = local_date(timezone.now())
    context = {
        "promise": thing,
        "moves": thing.moves.select_related("by"),
        "has_slipped": thing.has_slipped(timezone.now()),
        "entries": about.select_related("by"),
        "can_reopen": can_reopen_promise(request.employee, thing)
        and thing.status in (Promise.Status.KEPT, Promise.Status.BROKEN)
        and thing.closed_at is not None
        and local_date(thing.closed_at) == today,
    }
    return render(request, "promises/promise.html", context)


@signed_in
def make_promise(request: StaffRequest) -> HttpResponse:
    company = _company(request)
    kind = "clarify" if request.GET.get("kind") == "clarify" else "act"
    form = PromiseForm(request.employee, request.POST or None, company=company, kind=kind)

    def act(**given: Any) -> Promise:
        return make(by=request.employee, at=timezone.now(), **{"company": company, **given})

    return submit(request, form, act, template="promises/make_promise.html", context={"company": company})


@signed_in
def hand_over_promises(request: StaffRequest) -> HttpResponse:
    """One's own without `?giver=`; whoever may, another's."""
    giver = request.employee
    named = request.GET.get("giver", "")
    if named.isascii() and named.isdigit() and len(named) < 10:
        giver = one_visible(Employee.objects, request, int(named))
    allow(can_hand_over_promises(request.employee, giver, local_date(timezone.now())))
    form = HandOverAllForm(giver, request.POST or None)

    def act(**given: Any) -> Any:
        hand_over_all(giver=giver, by=request.employee, at=timezone.now(), **given)
        return "promises:promises"

    many = Promise.objects.visible_to(request.employee).open().owned_by(giver).count()
    context = {"giver": giver, "many": many}
    return submit(request, form, act, template="promises/hand_over_promises.html", context=context)


def _company(request: StaffRequest) -> Any:
    """The client named in the address."""
    named = request.GET.get("company", "")
    if not (named.isascii() and named.isdigit() and len(named) < 19):
        return None
    return one_visible(companies(), request, int(named))
