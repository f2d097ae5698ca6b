"""Pages of the import: upload, look, load; and who the sellers of the file are."""

from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from okno.kernel.errors import Invalid, allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.sales.actions.import_leads import import_leads
from okno.sales.actions.map_agent import map_agent
from okno.sales.actions.upload_leads import upload_leads
from okno.sales.forms.imports import MapAgentForm, MappingForm, UploadLeadsForm
from okno.sales.imports.columns import guess_mapping
from okno.sales.imports.csvfile import read_table
from okno.sales.imports.plan import Plan, preview
from okno.sales.models import ImportedAgent, Lead, LeadsFile
from okno.sales.permissions import can_import_leads, can_map_agent
from okno.ui.submit import go_to, show_invalid, submit

SHOWN = 50


@signed_in
def import_leads_view(request: StaffRequest) -> HttpResponse:
    allow(can_import_leads(request.employee))

    def act(file: Any) -> LeadsFile:
        return upload_leads(content=file.read(), name=file.name, by=request.employee, at=timezone.now())

    files = LeadsFile.objects.visible_to(request.employee).select_related("uploaded_by")[:20]
    context = {"files": files, "may_map": can_map_agent(request.employee)}
    return submit(request, UploadLeadsForm, act, template="sales/import_leads.html", context=context)


@signed_in
@require_safe
def leadsfile(request: StaffRequest, pk: int) -> HttpResponse:
    """What the load will do by the chosen columns; after the load, what it did."""
    file: LeadsFile = one_visible(LeadsFile.objects.select_related("uploaded_by"), request, pk)
    if file.loaded_at:
        loaded = {"file": file, "counts": file.outcome, "may_map": can_map_agent(request.employee)}
        return render(request, "sales/leadsfile.html", loaded)
    form, mapping = _mapping(file, request.GET)
    plan: Plan | None = None
    try:
        plan = preview(bytes(file.content), mapping)
    except Invalid as error:
        form.full_clean()
        show_invalid(form, error)
    context = {"file": file, "form": form, "plan": plan, "shown": SHOWN, "chosen": _chosen(form, mapping)}
    if plan:
        context |= {"counts": plan.counts(), "errors": plan.errors[:SHOWN], "warnings": plan.warnings[:SHOWN]}
    return render(request, "sales/leadsfile.html", context)


@signed_in
@require_POST
def load_leads(request: StaffRequest, pk: int) -> HttpResponse:
    """Do what the preview says, by the same columns."""
    file: LeadsFile = one_visible(LeadsFile.objects.filter(loaded_at__isnull=True), request, pk)
    _form, mapping = _mapping(file, request.POST)
    by, at = request.employee, timezone.now()
    import_leads(content=bytes(file.content), name=file.name, mapping=mapping, file=file, by=by, at=at)
    return go_to(request, file)


def _mapping(file: LeadsFile, asked: QueryDict) -> tuple[MappingForm, dict[str, str]]:
    """The columns as asked for, or as guessed where nothing is asked yet."""
    columns = read_table(bytes(file.content)).columns
    guessed = guess_mapping(columns)
    form = MappingForm(asked if "column_0" in asked else None, columns=columns, mapping=guessed)
    return form, form.mapping() if form.is_bound and form.is_valid() else guessed


def _chosen(form: MappingForm, mapping: dict[str, str]) -> list[tuple[str, str]]:
    """What the load's form carries on: the name of each select and what it stands at."""
    return [(f"column_{place}", mapping.get(column, "")) for place, column in enumerate(form.columns)]


@signed_in
@require_safe
def imported_agents(request: StaffRequest) -> HttpResponse:
    """Sellers of the loaded files: who of ours each is."""
    allow(can_map_agent(request.employee))
    leads = Lead.objects.filter(imported=True, external_agent=OuterRef("name")).order_by()
    counted = leads.values("external_agent").annotate(count=Count("pk")).values("count")
    agents = ImportedAgent.objects.select_related("employee").annotate(leads=Subquery(counted))
    rows = [
        (agent, MapAgentForm(initial={"employee": agent.employee_id}, auto_id=f"id_{agent.pk}_%s"))
        for agent in agents.order_by(F("employee").asc(nulls_first=True), "name")
    ]
    everybody = list(MapAgentForm().fields["employee"].choices)  # type: ignore[attr-defined]
    for _agent, form in rows:
        form.fields["employee"].choices = everybody  # type: ignore[attr-defined]
    return render(request, "sales/imported_agents.html", {"rows": rows})


@signed_in
@require_POST
def map_agent_view(request: StaffRequest, pk: int) -> HttpResponse:
    allow(can_map_agent(request.employee))
    agent = get_object_or_404(ImportedAgent, pk=pk)
    form = MapAgentForm(request.POST)
    if not form.is_valid():
        raise Invalid(employee=_("There is no such employee."))
    employee: Employee | None = form.cleaned_data["employee"]
    map_agent(agent=agent, employee=employee, by=request.employee, at=timezone.now())
    return redirect("sales:imported_agents")
