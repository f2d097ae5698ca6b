"""Pages of approvals."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from okno.approvals.actions.decline_approval import decline_approval as decline
from okno.approvals.actions.grant_approval import grant_approval as grant
from okno.approvals.facts import shown
from okno.approvals.forms import DeclineForm, GrantForm
from okno.approvals.models import Approval
from okno.approvals.permissions import can_decide
from okno.journal.models import Entry
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Role
from okno.ui.lists import page_of
from okno.ui.submit import submit


@signed_in
def approvals(request: StaffRequest) -> HttpResponse:
    """What waits for the reader first; then what else he may see, old decisions included."""
    visible = Approval.objects.visible_to(request.employee).select_related(
        "company", "requested_by", "decided_by"
    )
    mine = list(visible.waiting_for(request.employee).order_by("requested_at", "id")[:100])
    others = visible.exclude(pk__in=[one.pk for one in mine]).order_by("-requested_at", "-id")
    context = {"waiting": mine, "page": page_of(request, others), "now": timezone.now()}
    return render(request, "approvals/approvals.html", context)


@signed_in
def approval(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Approval.objects, request, pk)
    return render(request, "approvals/approval.html", _context(request, thing))


def _context(request: StaffRequest, thing: Approval) -> dict[str, Any]:
    may_decide = thing.status == Approval.Status.REQUESTED and can_decide(request.employee, thing)
    return {
        "approval": thing,
        "facts": shown(thing.facts),
        "deciders": [Role(role).label for role in thing.deciders],
        "history": Entry.objects.visible_to(request.employee).about(thing).select_related("by"),
        "holds": thing.holds(timezone.now()),
        "grant_form": GrantForm(prefix="grant") if may_decide else None,
        "decline_form": DeclineForm(prefix="decline") if may_decide else None,
    }


@require_POST
@signed_in
def grant_approval(request: StaffRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, GrantForm(request.POST, prefix="grant"), grant, "grant_form")


@require_POST
@signed_in
def decline_approval(request: StaffRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, DeclineForm(request.POST, prefix="decline"), decline, "decline_form")


def _decide(request: StaffRequest, pk: int, form: Any, verb: Any, name: str) -> HttpResponse:
    thing = one_visible(Approval.objects, request, pk)

    def act(**given: Any) -> Approval:
        decided: Approval = verb(approval=thing, by=request.employee, at=timezone.now(), **given)
        return decided

    context = {**_context(request, thing), name: form}
    return submit(request, form, act, template="approvals/approval.html", context=context)
