"""Stages of the pipeline: heads set them (L4)."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.journal.changes import last_changes
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, signed_in
from okno.sales.actions.add_stage import add_stage
from okno.sales.actions.change_stage import change_stage
from okno.sales.actions.order_stages import order_stages
from okno.sales.actions.remove_stage import remove_stage
from okno.sales.forms.deals import RemoveStageForm, StageForm
from okno.sales.models import Deal, PipelineStage
from okno.sales.permissions import can_set_stages
from okno.sales.pipeline.conditions import conditions
from okno.ui.edits import edit
from okno.ui.submit import submit

STEPS = {"up": -1, "down": 1}


@signed_in
@require_safe
def stages(request: StaffRequest) -> HttpResponse:
    allow(can_set_stages(request.employee))
    counted = Deal.objects.open().order_by().values_list("stage").annotate(count=Count("pk"))
    counts, in_use = dict(counted), list(PipelineStage.objects.in_use())
    for one in in_use:
        _dress(one, counts.get(one.code, 0))
    lacks_documents = not any(one.kind == PipelineStage.Kind.DOCUMENTS for one in in_use)
    return render(request, "sales/stages.html", {"stages": in_use, "lacks_documents": lacks_documents})


@signed_in
def add_stage_view(request: StaffRequest) -> HttpResponse:
    allow(can_set_stages(request.employee))

    def act(**given: Any) -> str:
        add_stage(by=request.employee, at=timezone.now(), **given)
        return reverse("sales:stages")

    return submit(request, StageForm, act, template="sales/add_stage.html")


@signed_in
@require_safe
def stage(request: StaffRequest, pk: int) -> HttpResponse:
    """One line as it stands: where an edit that was given up returns to."""
    return _line(request, _stage(request, pk), focused=True)


@signed_in
def change_stage_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = _stage(request, pk)

    def make(data: Any) -> StageForm:
        form = StageForm(data)
        # One that nobody has renamed is shown by its word, which typed back is no name.
        form.initial = {"name": str(one.word)}
        return form

    def act(**given: Any) -> str:
        change_stage(stage=one, by=request.employee, at=timezone.now(), **given)
        return reverse("sales:stages")

    done = (lambda: _line(request, _stage(request, pk), focused=True)) if request.htmx else None
    template = "sales/stage_form.html" if request.htmx else "sales/change_stage.html"
    return edit(
        request, make, one, act, template=template, context={"stage": one}, told=last_changes, done=done
    )


@signed_in
def remove_stage_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = _stage(request, pk)
    count = Deal.objects.open().filter(stage=one).count()

    def act(to: str = "") -> str:
        remove_stage(stage=one, to=to, by=request.employee, at=timezone.now())
        return reverse("sales:stages")

    form = RemoveStageForm(request.POST or None, stage=one, count=count)
    context = {"stage": one, "count": count, "is_last": PipelineStage.objects.in_use().count() == 1}
    return submit(request, form, act, template="sales/remove_stage.html", context=context)


@signed_in
@require_POST
def order_stages_view(request: StaffRequest) -> HttpResponse:
    """`order` by a drag: all codes; `stage` and `step` by a button: one place up or down."""
    codes = list(PipelineStage.objects.in_use().values_list("code", flat=True))
    asked, moved = request.POST.getlist("order"), request.POST.get("stage", "")
    step = STEPS.get(request.POST.get("step", ""), 0)
    if not asked and moved in codes:
        place = codes.index(moved)
        asked = [code for code in codes if code != moved]
        asked.insert(max(0, place + step), moved)
    order_stages(order=asked or codes, by=request.employee, at=timezone.now())
    return redirect("sales:stages")


def _stage(request: StaffRequest, pk: int) -> PipelineStage:
    allow(can_set_stages(request.employee))
    return get_object_or_404(PipelineStage.objects.in_use(), pk=pk)


def _line(request: StaffRequest, one: PipelineStage, *, focused: bool) -> HttpResponse:
    if not request.htmx:
        raise Http404
    _dress(one, Deal.objects.open().filter(stage=one).count())
    return render(request, "sales/stage_line.html", {"stage": one, "focused": focused})


def _dress(stage: PipelineStage, count: int) -> None:
    """What a line tells besides the stage itself."""
    known = conditions()
    stage.deal_count = count  # type: ignore[attr-defined]
    stage.asked = [known[code].word for code in stage.conditions if code in known]  # type: ignore[attr-defined]
