"""Pages of approvals."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from okno.ground.journal.models import Entry
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.formatting import DASH, day_html, money_html, percent_text
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import submit
from okno.team.approvals.actions.decline_approval import decline_approval
from okno.team.approvals.actions.grant_approval import grant_approval
from okno.team.approvals.forms import DeclineForm, GrantForm
from okno.team.approvals.models import Approval
from okno.team.approvals.permissions import can_decide
from okno.team.people.models import Role


@signed_in
def approvals(request: StaffRequest) -> HttpResponse:
    """Render the approvals that wait for the reader first, then all others they may see, also old ones."""
    visible = Approval.objects.visible_to(request.employee).select_related(
        "company", "requested_by", "decided_by"
    )
    waiting_rows = list(visible.waiting_for(request.employee).order_by("requested_at", "id")[:100])
    others = visible.exclude(pk__in=[waiting.pk for waiting in waiting_rows]).order_by("-requested_at", "-id")
    context = {"waiting": waiting_rows, "page": page_of(request, others), "now": timezone.now()}
    return render(request, "approvals/approvals.html", context)


@signed_in
def approval(request: StaffRequest, pk: int) -> HttpResponse:
    """Render one approval with the forms to decide it."""
    row = get_visible_or_404(Approval.objects, request, pk)
    return render(request, "approvals/approval.html", _context(request, row))


def _context(request: StaffRequest, thing: Approval) -> dict[str, Any]:
    """Return the context of the approval's page; the forms are None when the reader may not decide."""
    may_decide = thing.status == Approval.Status.REQUESTED and can_decide(request.actor, thing)
    return {
        "approval": thing,
        "facts": fact_rows(thing.facts),
        "deciders": [Role(role).label for role in thing.deciders],
        "history": Entry.objects.visible_to(request.employee).about(thing).select_related("by", "token"),
        "holds": thing.holds(timezone.now()),
        "grant_form": GrantForm(prefix="grant") if may_decide else None,
        "decline_form": DeclineForm(prefix="decline") if may_decide else None,
    }


@require_POST
@signed_in
def grant_approval_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Grant the approval from its page."""
    return _decide(request, pk, GrantForm(request.POST, prefix="grant"), grant_approval, "grant_form")


@require_POST
@signed_in
def decline_approval_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Decline the approval from its page."""
    return _decide(request, pk, DeclineForm(request.POST, prefix="decline"), decline_approval, "decline_form")


def _decide(request: StaffRequest, pk: int, form: Any, verb: Any, name: str) -> HttpResponse:
    """Run the action `verb` with the form's fields; show `form` again as `name` if it is invalid."""
    thing = get_visible_or_404(Approval.objects, request, pk)

    def act(**fields: Any) -> Approval:
        decided: Approval = verb(approval=thing, by=request.actor, at=timezone.now(), **fields)
        return decided

    context = {**_context(request, thing), name: form}
    return submit(request, form, act, template="approvals/approval.html", context=context)


LABELS = {
    "price_minor": _("Price"),
    "floor_minor": _("Floor"),
    "cost_minor": _("Cost"),
    "margin_bp": _("Margin"),
    "loss_minor": _("Loss"),
    "discount_minor": _("Discount"),
    "until_on": _("Until"),
}


def fact_rows(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return each figure as (label, formatted value); a figure without a label is named by its key."""
    return [(str(LABELS.get(name, _plain(name))), _written(name, value)) for name, value in facts.items()]


def _plain(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _written(name: str, value: Any) -> str:
    if value is None:
        return DASH
    if name.endswith("_minor"):
        return money_html(int(value))
    if name.endswith("_bp"):
        return percent_text(int(value))
    if name.endswith("_on"):
        return day_html(date.fromisoformat(str(value)))
    return str(value)
