"""Pages of the beginning: the first steps, our own legal entity, the end of the demo."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.page_parts import parts_of_page
from okno.ground.ui.submit import submit
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import Company
from okno.records.clients.permissions import can_add_company
from okno.top.config.first_steps import steps
from okno.top.config.forms import OurselvesForm
from okno.top.config.permissions import can_take_first_steps


@signed_in
def first_steps(request: StaffRequest) -> HttpResponse:
    """Show what is done and what is not; in the demo also the way out of it."""
    allow(can_take_first_steps(request.actor))
    taken = steps()
    context = {
        "steps": taken,
        "done": sum(step.is_done for step in taken),
        "next": next((step.key for step in taken if not step.is_done), ""),
        **parts_of_page("config.first_steps", taken, request.employee),
    }
    return render(request, "config/first_steps.html", context)


@signed_in
def add_ourselves(request: StaffRequest) -> HttpResponse:
    """Our own legal entity; its bank account is asked for next."""
    allow(can_add_company(request.actor, is_own=True))

    def act(**fields: Any) -> str:
        ours: Company = add_company(is_own=True, by=request.actor, at=timezone.now(), **fields)
        return resolve_url("clients:add_bank_account", ours.pk)

    # An accountant may add it too, and has no first steps to return to.
    back = "config:first_steps" if can_take_first_steps(request.actor) else "clients:companies"
    context = {"back_url": reverse(back)}
    return submit(request, OurselvesForm, act, template="config/add_ourselves.html", context=context)
