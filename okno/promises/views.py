"""Pages of promises."""

from typing import Any

from django.apps import apps
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.promises.actions.keep_promise import keep_promise as keep
from okno.promises.actions.make_promise import make_promise as make
from okno.promises.actions.move_promise import move_promise as move
from okno.promises.actions.withdraw_promise import withdraw_promise as withdraw
from okno.promises.forms import MoveForm, PromiseForm, WithdrawForm
from okno.promises.lists import page_views, viewed
from okno.promises.models import Promise
from okno.promises.permissions import can_keep_promise, can_move_promise, can_withdraw_promise
from okno.ui.lists import page_of
from okno.ui.submit import submit

PANEL_SIZE = 12


@signed_in
def promises(request: StaffRequest) -> HttpResponse:
    view, by = request.GET.get("view", ""), request.employee
    visible = Promise.objects.visible_to(by).select_related("owner", "company")
    shown = viewed(visible, view, by, timezone.now())
    context = {"page": page_of(request, shown), "views": page_views(by), "view": view}
    return render(request, "promises/promises.html", context)


@signed_in
def promise(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Promise.objects.select_related("owner", "company", "confirmed_by"), request, pk)
    context = {
        "promise": thing,
        "moves": thing.moves.select_related("by"),
        "can_change": thing.status == Promise.Status.OPEN and can_keep_promise(request.employee, thing),
    }
    return render(request, "promises/promise.html", context)


@signed_in
def make_promise(request: StaffRequest) -> HttpResponse:
    company = _company(request)
    form = PromiseForm(request.POST or None, initial={"owner": request.employee})

    def act(**given: Any) -> Promise:
        return make(company=company, by=request.employee, at=timezone.now(), **given)

    return submit(request, form, act, template="promises/make_promise.html", context={"company": company})


def _company(request: StaffRequest) -> Any:
    """The client named in the address; clients lie above this room, so its model is met through a promise."""
    named = request.GET.get("company", "")
    if not (named.isascii() and named.isdigit()):
        return None
    companies: Any = Promise._meta.get_field("company").related_model
    return one_visible(companies.objects, request, int(named))


@require_POST
@signed_in
def keep_promise(request: StaffRequest, pk: int) -> HttpResponse:
    thing = keep(promise=one_visible(Promise.objects, request, pk), by=request.employee, at=timezone.now())
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    return redirect(thing.company or thing)


@signed_in
def move_promise(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Promise.objects, request, pk)
    allow(can_move_promise(request.employee, thing))
    form = MoveForm(request.POST or None, initial={"to_at": thing.due_at})

    def act(**given: Any) -> Promise:
        return move(promise=thing, by=request.employee, at=timezone.now(), **given)

    return submit(request, form, act, template="promises/move_promise.html", context={"promise": thing})


@signed_in
def withdraw_promise(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Promise.objects, request, pk)
    allow(can_withdraw_promise(request.employee, thing))

    def act(**given: Any) -> Promise:
        return withdraw(promise=thing, by=request.employee, at=timezone.now(), **given)

    context = {"promise": thing}
    return submit(request, WithdrawForm, act, template="promises/withdraw_promise.html", context=context)


def _panel(request: StaffRequest, shown: Any, **context: Any) -> HttpResponse:
    found = shown.select_related("owner").order_by("due_at", "id")[:PANEL_SIZE]
    return render(request, "promises/panel.html", {"promises": found, **context})


@signed_in
def company_promises(request: StaffRequest, pk: int) -> HttpResponse:
    companies: Any = Promise._meta.get_field("company").related_model
    one_visible(companies.objects, request, pk)
    visible = Promise.objects.visible_to(request.employee)
    return _panel(request, visible.open().filter(company=pk), company_pk=pk)


@signed_in
def employee_promises(request: StaffRequest, pk: int) -> HttpResponse:
    owner = one_visible(Employee.objects, request, pk)
    return _panel(request, Promise.objects.visible_to(request.employee).open().owned_by(owner))


@signed_in
def subject_promises(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """What was promised about one thing of another room, kept or not; who may not see it sees no panel."""
    things: Any = apps.get_model(kind)._default_manager
    one_visible(things, request, pk)
    visible = Promise.objects.visible_to(request.employee)
    return _panel(request, visible.filter(subject_kind=kind, subject_id=pk))
