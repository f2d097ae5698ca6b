"""The engineers' queue: what, where, for whom, asked when."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.attract.quotes.actions.confirm_feasibility import confirm_feasibility
from okno.attract.quotes.actions.refuse_feasibility import refuse_feasibility
from okno.attract.quotes.forms import ConfirmForm, RefuseForm
from okno.attract.quotes.models import Feasibility
from okno.attract.quotes.permissions import can_answer_feasibility
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import submit

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
    rows = Feasibility.objects.visible_to(request.employee).select_related(*WIDE)
    answered = "answered" in request.GET
    rows = rows.exclude(status="asked") if answered else rows.waiting().order_by("asked_at", "id")
    context = {
        "page": page_of(request, rows),
        "answered": answered,
        "may_answer": can_answer_feasibility(request.actor),
    }
    return render(request, "quotes/feasibilities.html", context)


def _one(request: StaffRequest, pk: int) -> Feasibility:
    feasibility = get_visible_or_404(Feasibility.objects.select_related(*WIDE), request, pk)
    allow(can_answer_feasibility(request.actor))
    return feasibility


@signed_in
def confirm_feasibility_view(request: StaffRequest, pk: int) -> HttpResponse:
    feasibility = _one(request, pk)
    initial = {
        "ready_days": feasibility.line.configuration.setup_days,
        "holds_until_on": feasibility.line.quote.valid_until_on,
    }

    def act(**typed: Any) -> str:
        confirm_feasibility(feasibility=feasibility, by=request.actor, at=timezone.now(), **typed)
        return resolve_url("quotes:feasibilities")

    form = ConfirmForm(request.POST or None, initial=initial)
    return submit(request, form, act, template="quotes/confirm.html", context={"feasibility": feasibility})


@signed_in
def refuse_feasibility_view(request: StaffRequest, pk: int) -> HttpResponse:
    feasibility = _one(request, pk)

    def act(**typed: Any) -> str:
        refuse_feasibility(feasibility=feasibility, by=request.actor, at=timezone.now(), **typed)
        return resolve_url("quotes:feasibilities")

    return submit(
        request, RefuseForm, act, template="quotes/refuse.html", context={"feasibility": feasibility}
    )
