"""Facts of a deal, changed where they stand: on its page, and in its row of the list."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.attract.deals.actions.change_deal import change_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.forms.deals import form_of
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_change_deal
from okno.attract.deals.pipeline.conditions import EntryConditionsMissing
from okno.attract.deals.pipeline.facts import LABELS, NAMES, OF_LEAD, fact_of
from okno.attract.deals.pipeline.stages import stage_choices
from okno.attract.deals.views.deals import SHOWN
from okno.ground.journal.changes import last_changes
from okno.ground.kernel.errors import OknoError, allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.edits import edit
from okno.ground.ui.toasts import toast

STAGE = "stage"


@signed_in
@require_safe
def deal_fact(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Show one line, or the row, which an edit that was given up returns to."""
    return _shown(request, _deal(request, pk, name), name)


@signed_in
def change_deal_fact(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    deal = _deal(request, pk, name)
    allow(can_change_deal(request.actor, deal))
    if not request.htmx:
        return redirect("deals:move_deal" if name == STAGE else deal, *([pk] if name == STAGE else []))
    if name == STAGE:
        return _change_stage(request, deal)
    context: dict[str, Any] = {"deal": deal, "name": name, "label": LABELS[name]}

    def make(data: Any) -> BaseForm:
        form = form_of([name], data)
        context["field"] = form[name]
        return form

    def act(**fields: Any) -> Deal:
        return change_deal(deal=deal, by=request.actor, at=timezone.now(), **fields)

    template, done = _template(request), (lambda: _shown(request, _deal(request, pk, name), name))
    return edit(request, make, deal, act, template=template, context=context, history=last_changes, done=done)


def _change_stage(request: StaffRequest, deal: Deal) -> HttpResponse:
    """Move the stage by its own verb; missing conditions are filled on a page of their own."""
    context: dict[str, Any] = {
        "deal": deal,
        "name": STAGE,
        "label": LABELS[STAGE],
        "stages": stage_choices(),
    }
    if request.method == "POST":
        stage, seen = request.POST.get(STAGE, ""), request.POST.get("seen_stage", "")
        try:
            move_deal(deal=deal, stage=stage, seen_stage=seen, by=request.actor, at=timezone.now())
            return _shown(request, _deal(request, deal.pk, STAGE), STAGE)
        except EntryConditionsMissing as lacking:
            context |= {"error": lacking.reason, "lacks": True}
        except OknoError as error:
            context["error"] = error.reason
        # What the action has set before it was taken back is not to be shown.
        context |= {"asked": stage, "deal": _deal(request, deal.pk, STAGE)}
    return render(request, _template(request), context, status=422 if "error" in context else 200)


def _deal(request: StaffRequest, pk: int, name: str) -> Deal:
    if name not in NAMES:
        raise Http404
    deal: Deal = get_visible_or_404(SHOWN, request, pk)
    if name in OF_LEAD and deal.lead_id is None:
        raise Http404
    return deal


def _in_row(request: StaffRequest) -> bool:
    return "row" in request.GET


def _template(request: StaffRequest) -> str:
    return "deals/cell_form.html" if _in_row(request) else "deals/fact_form.html"


def _shown(request: StaffRequest, deal: Deal, name: str) -> HttpResponse:
    can_change = deal.is_open and can_change_deal(request.actor, deal)
    if _in_row(request):
        deal.may_change = can_change  # type: ignore[attr-defined]
        context = {"deal": deal, "today": timezone.localdate(), "focused": name, "may_mark": can_change}
        answer = render(request, "deals/deal_row.html", {**context, "view": request.GET["row"]})
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#deal-{deal.pk}", "outerHTML"
        answer["HX-Trigger"] = "deals-changed"
        return answer
    context = {"deal": deal, "fact": fact_of(deal, name), "can_change": can_change, "focused": True}
    answer = render(request, "deals/fact.html", context)
    if request.method == "POST" and name == STAGE:
        return toast(answer, str(deal.stage))
    return answer
