"""The price list, what its lines cost and how low they may go."""

from typing import Any

from django.db.models import Model
from django.forms import BaseForm, ModelForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import submit
from okno.records.catalog.actions.set_cost import set_cost
from okno.records.catalog.actions.set_formula import set_formula
from okno.records.catalog.amounts import worked_example
from okno.records.catalog.edits import save_edit
from okno.records.catalog.floors import formula_on
from okno.records.catalog.forms import ConfigurationForm, CostForm, FormulaForm, ServiceForm
from okno.records.catalog.models import Configuration, CostItem, FloorFormula
from okno.records.catalog.permissions import (
    can_edit_catalog,
    can_read_costs,
    can_read_floors,
    can_read_prices,
    can_set_cost,
    can_set_formula,
)
from okno.records.catalog.pricelist import priced, with_costs


def rights(request: StaffRequest) -> dict[str, bool]:
    """Return what the reader may see and do, for templates."""
    by = request.actor
    return {
        "sees_prices": can_read_prices(by),
        "sees_floors": can_read_floors(by),
        "sees_costs": can_read_costs(by),
        "may_edit": can_edit_catalog(by),
        "may_set_cost": can_set_cost(by),
        "may_set_formula": can_set_formula(by),
    }


@signed_in
@require_safe
def configurations(request: StaffRequest) -> HttpResponse:
    on = local_date(timezone.now())
    visible = Configuration.objects.visible_to(request.employee)
    if "all" not in request.GET:
        visible = visible.offered()
    rows = priced(with_costs(visible, on), on)
    context = {"rows": rows, "everything": "all" in request.GET, "formula": formula_on(on), **rights(request)}
    return render(request, "catalog/configurations.html", context)


@signed_in
@require_safe
def configuration(request: StaffRequest, pk: int) -> HttpResponse:
    on = local_date(timezone.now())
    row = get_visible_or_404(with_costs(Configuration.objects.all(), on), request, pk)
    costs = CostItem.objects.visible_to(request.employee).filter(configuration=row)
    context = {
        "configuration": row,
        "row": priced([row], on)[0],
        "costs": costs.select_related("supplier").order_by("name", "-starts_on"),
        "on": on,
        **rights(request),
    }
    return render(request, "catalog/configuration.html", context)


@signed_in
def edit_configuration(request: StaffRequest, pk: int) -> HttpResponse:
    configuration = get_visible_or_404(Configuration.objects.all(), request, pk)
    return _edit(
        request,
        ConfigurationForm(request.POST or None, instance=configuration),
        "catalog/edit.html",
        configuration,
    )


@signed_in
def add_configuration(request: StaffRequest) -> HttpResponse:
    return _edit(request, ConfigurationForm(request.POST or None), "catalog/edit.html", None)


@signed_in
def add_service(request: StaffRequest) -> HttpResponse:
    return _edit(request, ServiceForm(request.POST or None), "catalog/add_service.html", None)


def _edit(request: StaffRequest, form: "ModelForm", template: str, instance: Model | None) -> HttpResponse:
    permitted = can_edit_catalog(request.actor)
    allow(permitted)

    def act(**_typed: Any) -> Model:
        return save_edit(form, permitted=permitted, by=request.actor, at=timezone.now())

    return submit(request, form, act, template=template, context={"thing": instance})


@signed_in
def set_cost_view(request: StaffRequest, pk: int) -> HttpResponse:
    configuration = get_visible_or_404(Configuration.objects.all(), request, pk)
    allow(can_set_cost(request.actor))
    now = timezone.now()
    initial = {"starts_on": local_date(now), "name": request.GET.get("name", "")}
    form: BaseForm = CostForm(request.POST or None, initial=initial)

    def act(**typed: Any) -> Configuration:
        set_cost(configuration=configuration, by=request.actor, at=now, **typed)
        return configuration

    return submit(
        request, form, act, template="catalog/set_cost.html", context={"configuration": configuration}
    )


@signed_in
@require_safe
def formula(request: StaffRequest) -> HttpResponse:
    allow(can_read_floors(request.actor))
    on = local_date(timezone.now())
    in_force = formula_on(on)
    context = {
        "formula": in_force,
        "example": worked_example(in_force) if in_force else None,
        "versions": FloorFormula.objects.all(),
        "on": on,
        **rights(request),
    }
    return render(request, "catalog/formula.html", context)


@signed_in
def set_formula_view(request: StaffRequest) -> HttpResponse:
    allow(can_set_formula(request.actor))
    now = timezone.now()
    last = FloorFormula.objects.first()
    rates = ("overhead_bp", "seller_share_bp", "partner_share_bp", "tax_bp", "margin_bp")
    initial = {name: getattr(last, name) for name in rates} if last else {}
    form = FormulaForm(request.POST or None, initial={**initial, "starts_on": local_date(now)})

    def act(**typed: Any) -> FloorFormula:
        return set_formula(by=request.actor, at=now, **typed)

    return submit(request, form, act, template="catalog/set_formula.html")
