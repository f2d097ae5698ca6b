"""Pages of the beginning: the first steps, our own legal entity, the end of the demo."""

from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone

from okno.clients.actions.add_company import add_company
from okno.clients.models import Company
from okno.clients.permissions import can_add_company
from okno.config.actions.remove_demo import remove_demo
from okno.config.demo.mark import is_demo_house, what_would_go
from okno.config.first_steps import steps
from okno.config.forms import NewHouseForm, OurselvesForm
from okno.config.permissions import can_remove_demo, can_take_first_steps
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, signed_in
from okno.people.models import Employee
from okno.ui.submit import submit

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@signed_in
def first_steps(request: StaffRequest) -> HttpResponse:
    """What is done and what is not; in the demo also the way out of it."""
    allow(can_take_first_steps(request.employee))
    taken = steps()
    context = {
        "steps": taken,
        "done": sum(step.is_done for step in taken),
        "next": next((step.key for step in taken if not step.is_done), ""),
        "may_remove_demo": is_demo_house() and can_remove_demo(request.employee),
    }
    return render(request, "config/first_steps.html", context)


@signed_in
def add_ourselves(request: StaffRequest) -> HttpResponse:
    """Our own legal entity; its bank account is asked for next."""
    allow(can_add_company(request.employee, is_own=True))

    def act(**given: Any) -> str:
        ours: Company = add_company(is_own=True, by=request.employee, at=timezone.now(), **given)
        return resolve_url("clients:add_bank_account", ours.pk)

    # An accountant may add it too, and has no first steps to return to.
    back = "config:first_steps" if can_take_first_steps(request.employee) else "clients:companies"
    context = {"back_url": reverse(back)}
    return submit(request, OurselvesForm, act, template="config/add_ourselves.html", context=context)


@signed_in
def remove_demo_view(request: StaffRequest) -> HttpResponse:
    """Says exactly what goes away, asks who stays, and leaves an empty house."""
    allow(can_remove_demo(request.employee))
    if not is_demo_house():
        raise Http404

    def act(**given: Any) -> str:
        owner: Employee = remove_demo(by=request.employee, at=timezone.now(), **given)
        # His old session went with the rest; whoever else was signed in is signed out.
        login(request, owner.user, backend=BACKEND)
        return resolve_url("config:first_steps")

    form = NewHouseForm(request.POST or None)
    context = {"counts": what_would_go()}
    return submit(request, form, act, template="config/remove_demo.html", context=context)
