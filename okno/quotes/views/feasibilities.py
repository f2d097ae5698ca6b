"""The engineers' queue: what, where, for whom, asked when."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.kernel.errors import Forbidden
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.quotes.actions.confirm_feasibility import confirm_feasibility
from okno.quotes.actions.refuse_feasibility import refuse_feasibility
from okno.quotes.forms import ConfirmForm, RefuseForm
from okno.quotes.models import Feasibility
from okno.quotes.permissions import can_answer_feasibility
from okno.ui.lists import page_of
from okno.ui.submit import submit

WIDE = (
    "line__quote__company",
    "line__configuration__service",
    "line__location",
    "asked_by",
    "answered_by",
)


@signed_in
@require_safe
def feasibilities(request: StaffRequest) -> HttpResponse:
    shown = Feasibility.objects.visible_to(request.employee).select_related(*WIDE)
    answered = "answered" in request.GET
    shown = shown.exclude(status="asked") if answered else shown.waiting().order_by("asked_at", "id")
    context = {
        "page": page_of(request, shown),
        "answered": answered,
        "may_answer": can_answer_feasibility(request.employee),
    }
    return render(request, "quotes/feasibilities.html", context)


def _one(request: StaffRequest, pk: int) -> Feasibility:
    one = one_visible(Feasibility.objects.select_related(*WIDE), request, pk)
    if not can_answer_feasibility(request.employee):
        raise Forbidden()
    return one


@signed_in
def confirm_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    initial = {
        "ready_days": one.line.configuration.setup_days,
        "holds_until_on": one.line.quote.valid_until_on,
    }

    def act(**typed: Any) -> str:
        confirm_feasibility(feasibility=one, by=request.employee, at=timezone.now(), **typed)
        return resolve_url("quotes:feasibilities")

    form = ConfirmForm(request.POST or None, initial=initial)
    return submit(request, form, act, template="quotes/confirm.html", context={"word": one})


@signed_in
def refuse_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)

    def act(**typed: Any) -> str:
        refuse_feasibility(feasibility=one, by=request.employee, at=timezone.now(), **typed)
        return resolve_url("quotes:feasibilities")

    return submit(request, RefuseForm, act, template="quotes/refuse.html", context={"word": one})
