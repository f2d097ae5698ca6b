"""Facts of a deal, changed where they stand: on its page, and in its row of the list."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.journal.changes import last_changes
from okno.kernel.errors import OknoError, allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.sales.actions.change_deal import change_deal
from okno.sales.actions.move_deal import move_deal
from okno.sales.forms.deals import form_of
from okno.sales.models import Deal
from okno.sales.permissions import can_change_deal
from okno.sales.pipeline.conditions import Lacking
from okno.sales.pipeline.facts import LABELS, NAMES, OF_LEAD, fact_of
from okno.sales.pipeline.stages import stage_choices
from okno.sales.views.deals import SHOWN
from okno.ui.edits import edit
from okno.ui.toasts import toast

STAGE = "stage"


@signed_in
@require_safe
def deal_fact(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """One line, or the row, as it stands: where an edit that was given up returns to."""
    return _shown(request, _deal(request, pk, name), name)


@signed_in
def change_deal_fact(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    deal = _deal(request, pk, name)
    allow(can_change_deal(request.employee, deal))
    if not request.htmx:
        return redirect("sales:move_deal" if name == STAGE else deal, *([pk] if name == STAGE else []))
    if name == STAGE:
        return _change_stage(request, deal)
    context: dict[str, Any] = {"deal": deal, "name": name, "label": LABELS[name]}

    def make(data: Any) -> BaseForm:
        form = form_of([name], data)
        context["field"] = form[name]
        return form

    def act(**given: Any) -> Deal:
        return change_deal(deal=deal, by=request.employee, at=timezone.now(), **given)

    template, done = _template(request), (lambda: _shown(request, _deal(request, pk, name), name))
    return edit(request, make, deal, act, template=template, context=context, told=last_changes, done=done)


def _change_stage(request: StaffRequest, deal: Deal) -> HttpResponse:
    """The stage is moved by its own verb; what it asks for is filled on a page of its own."""
    context: dict[str, Any] = {
        "deal": deal,
        "name": STAGE,
        "label": LABELS[STAGE],
        "stages": stage_choices(),
    }
    if request.method == "POST":
        asked, seen = request.POST.get(STAGE, ""), request.POST.get("seen_stage", "")
        try:
            move_deal(deal=deal, stage=asked, seen_stage=seen, by=request.employee, at=timezone.now())
            return _shown(request, _deal(request, deal.pk, STAGE), STAGE)
        except Lacking as lacking:
            context |= {"error": lacking.reason, "lacks": True}
        except OknoError as error:
            context["error"] = error.reason
        # What the action has set before it was taken back is not to be shown.
        context |= {"asked": asked, "deal": _deal(request, deal.pk, STAGE)}
    return render(request, _template(request), context, status=422 if "error" in context else 200)


def _deal(request: StaffRequest, pk: int, name: str) -> Deal:
    if name not in NAMES:
        raise Http404
    deal: Deal = one_visible(SHOWN, request, pk)
    if name in OF_LEAD and deal.lead_id is None:
        raise Http404
    return deal


def _in_row(request: StaffRequest) -> bool:
    return "row" in request.GET


def _template(request: StaffRequest) -> str:
    return "sales/cell_form.html" if _in_row(request) else "sales/fact_form.html"


def _shown(request: StaffRequest, deal: Deal, name: str) -> HttpResponse:
    can_change = deal.is_open and can_change_deal(request.employee, deal)
    if _in_row(request):
        deal.may_change = can_change  # type: ignore[attr-defined]
        context = {"deal": deal, "today": timezone.localdate(), "focused": name, "may_mark": can_change}
        answer = render(request, "sales/deal_row.html", {**context, "view": request.GET["row"]})
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#deal-{deal.pk}", "outerHTML"
        answer["HX-Trigger"] = "deals-changed"
        return answer
    context = {"deal": deal, "fact": fact_of(deal, name), "can_change": can_change, "focused": True}
    answer = render(request, "sales/fact.html", context)
    if request.method == "POST" and name == STAGE:
        return toast(answer, str(deal.stage))
    return answer
