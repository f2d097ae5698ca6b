"""Plans of pay: which there are, one read as a contract, agreeing one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.compensation.actions.agree_plan import agree_plan
from okno.compensation.clauses import clause, examples
from okno.compensation.forms import PRESETS, AgreePlanForm, PlanForm, typed_of, typed_of_plan
from okno.compensation.models import Plan
from okno.compensation.permissions import can_agree_plan, can_change_plan
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.lists import page_of
from okno.ui.submit import submit


@signed_in
@require_safe
def plans(request: StaffRequest) -> HttpResponse:
    shown = Plan.objects.visible_to(request.employee).select_related("employee")
    today = local_date(timezone.now())
    is_all = request.GET.get("all") == "1"
    if not is_all:
        shown = shown.exclude(ends_on__lt=today)
    context = {
        "page": page_of(request, shown),
        "today": today,
        "is_all": is_all,
        "may_agree": can_agree_plan(request.employee),
    }
    return render(request, "compensation/plans.html", context)


@signed_in
@require_safe
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    one: Plan = one_visible(Plan.objects.select_related("employee"), request, pk)
    rows = one.components.select_related("plan")
    versions = Plan.objects.visible_to(request.employee).filter(employee=one.employee, role=one.role)
    context = {
        "plan": one,
        "clauses": [(row, clause(row.as_rule()), examples(row.as_rule())) for row in rows],
        "versions": versions,
        "may_change": one.ends_on is None and can_change_plan(request.employee, one),
    }
    return render(request, "compensation/plan.html", context)


@signed_in
def agree_plan_view(request: StaffRequest) -> HttpResponse:
    allow(can_agree_plan(request.employee))
    now = timezone.now()
    today = local_date(now)
    preset = PRESETS.get(request.GET.get("preset", ""), PRESETS["instalments"])
    initial = {**typed_of(list(preset(today))), "agreed_on": today, "starts_on": today}
    form = AgreePlanForm(request.POST or None, initial=initial)

    def act(employee: Any, role: str, **_typed: Any) -> Plan:
        return agree_plan(**_words(form), employee=employee, role=role, by=request.employee, at=now)

    return submit(request, form, act, template="compensation/agree_plan.html")


@signed_in
def change_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """The next version of a plan, begun from what is in force."""
    one: Plan = one_visible(Plan.objects.select_related("employee"), request, pk)
    allow(can_change_plan(request.employee, one))
    now = timezone.now()
    form = PlanForm(request.POST or None, initial={**typed_of_plan(one), "agreed_on": local_date(now)})

    def act(**_typed: Any) -> Plan:
        return agree_plan(**_words(form), employee=one.employee, role=one.role, by=request.employee, at=now)

    return submit(request, form, act, template="compensation/change_plan.html", context={"plan": one})


def _words(form: PlanForm) -> dict[str, Any]:
    typed = form.cleaned_data
    named = {name: typed[name] for name in ("name", "agreed_on", "starts_on")}
    return {**named, "components": form.components()}
