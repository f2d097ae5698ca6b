"""Pages of pay plans: the list, a plan read as a contract, agreeing a plan."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import submit
from okno.money.compensation.actions.agree_plan import agree_plan
from okno.money.compensation.clauses import clause, examples
from okno.money.compensation.forms import PRESETS, AgreePlanForm, PlanForm, typed_of, typed_of_plan
from okno.money.compensation.models import Plan
from okno.money.compensation.permissions import can_agree_plan, can_change_plan


@signed_in
@require_safe
def plans(request: StaffRequest) -> HttpResponse:
    visible = Plan.objects.visible_to(request.employee).select_related("employee")
    today = local_date(timezone.now())
    is_all = request.GET.get("all") == "1"
    if not is_all:
        visible = visible.exclude(ends_on__lt=today)
    context = {
        "page": page_of(request, visible),
        "today": today,
        "is_all": is_all,
        "may_agree": can_agree_plan(request.actor),
    }
    return render(request, "compensation/plans.html", context)


@signed_in
@require_safe
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    agreed: Plan = get_visible_or_404(Plan.objects.select_related("employee"), request, pk)
    rows = agreed.components.select_related("plan")
    versions = Plan.objects.visible_to(request.employee).filter(employee=agreed.employee, role=agreed.role)
    context = {
        "plan": agreed,
        "clauses": [(row, clause(row.as_rule()), examples(row.as_rule())) for row in rows],
        "versions": versions,
        "may_change": agreed.ends_on is None and can_change_plan(request.actor, agreed),
    }
    return render(request, "compensation/plan.html", context)


@signed_in
def agree_plan_view(request: StaffRequest) -> HttpResponse:
    allow(can_agree_plan(request.actor))
    now = timezone.now()
    today = local_date(now)
    preset = PRESETS.get(request.GET.get("preset", ""), PRESETS["instalments"])
    initial = {**typed_of(list(preset(today))), "agreed_on": today, "starts_on": today}
    form = AgreePlanForm(request.POST or None, initial=initial)

    def act(employee: Any, role: str, **_typed: Any) -> Plan:
        return agree_plan(**_plan_fields(form), employee=employee, role=role, by=request.actor, at=now)

    return submit(request, form, act, template="compensation/agree_plan.html")


@signed_in
def change_plan_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Agree the next version of a plan, starting from the present one."""
    former: Plan = get_visible_or_404(Plan.objects.select_related("employee"), request, pk)
    allow(can_change_plan(request.actor, former))
    now = timezone.now()
    form = PlanForm(request.POST or None, initial={**typed_of_plan(former), "agreed_on": local_date(now)})

    def act(**_typed: Any) -> Plan:
        return agree_plan(
            **_plan_fields(form), employee=former.employee, role=former.role, by=request.actor, at=now
        )

    return submit(request, form, act, template="compensation/change_plan.html", context={"plan": former})


def _plan_fields(form: PlanForm) -> dict[str, Any]:
    typed = form.cleaned_data
    named = {name: typed[name] for name in ("name", "agreed_on", "starts_on")}
    return {**named, "components": form.components()}
