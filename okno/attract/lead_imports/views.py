"""Pages of the import: upload, look, load; and who the sellers of the file are."""

from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from okno.attract.lead_imports.actions.import_leads import import_leads
from okno.attract.lead_imports.actions.map_agent import map_agent
from okno.attract.lead_imports.actions.upload_leads import upload_leads
from okno.attract.lead_imports.columns import guess_mapping
from okno.attract.lead_imports.forms import MapAgentForm, MappingForm, UploadLeadsForm
from okno.attract.lead_imports.models import ImportedAgent, LeadsFile
from okno.attract.lead_imports.permissions import can_import_leads, can_map_agent
from okno.attract.lead_imports.plan import Plan, preview
from okno.attract.leads.models import Lead
from okno.ground.imports.csv_table import read_table
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import go_to, show_invalid, submit
from okno.team.people.models import Employee

SHOWN = 50


@signed_in
def upload_leads_view(request: StaffRequest) -> HttpResponse:
    allow(can_import_leads(request.actor))

    def act(file: Any) -> LeadsFile:
        return upload_leads(content=file.read(), name=file.name, by=request.actor, at=timezone.now())

    files = LeadsFile.objects.visible_to(request.employee).select_related("uploaded_by")[:20]
    context = {"files": files, "may_map": can_map_agent(request.actor)}
    return submit(request, UploadLeadsForm, act, template="lead_imports/import_leads.html", context=context)


@signed_in
@require_safe
def leadsfile(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what the import will do by the chosen columns; after it, what it did."""
    file: LeadsFile = get_visible_or_404(LeadsFile.objects.select_related("uploaded_by"), request, pk)
    if file.loaded_at:
        loaded = {"file": file, "counts": file.outcome, "may_map": can_map_agent(request.actor)}
        return render(request, "lead_imports/leadsfile.html", loaded)
    form, mapping = _mapping(file, request.GET)
    plan: Plan | None = None
    try:
        plan = preview(bytes(file.content), mapping)
    except Invalid as error:
        # Before show_invalid: full_clean empties the errors, and would empty those that are shown.
        form.full_clean()
        show_invalid(form, error)
    context = {"file": file, "form": form, "plan": plan, "shown": SHOWN, "chosen": _chosen(form, mapping)}
    if plan:
        context |= {"counts": plan.counts(), "errors": plan.errors[:SHOWN], "warnings": plan.warnings[:SHOWN]}
    return render(request, "lead_imports/leadsfile.html", context)


@signed_in
@require_POST
def import_leads_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Do what the preview says, by the same columns."""
    file: LeadsFile = get_visible_or_404(LeadsFile.objects.filter(loaded_at__isnull=True), request, pk)
    _form, mapping = _mapping(file, request.POST)
    by, at = request.actor, timezone.now()
    import_leads(content=bytes(file.content), name=file.name, mapping=mapping, file=file, by=by, at=at)
    return go_to(request, file)


def _mapping(file: LeadsFile, query: QueryDict) -> tuple[MappingForm, dict[str, str]]:
    """Return the columns as chosen, or as guessed where nothing is chosen yet."""
    columns = read_table(bytes(file.content)).columns
    guessed = guess_mapping(columns)
    form = MappingForm(query if "column_0" in query else None, columns=columns, mapping=guessed)
    return form, form.mapping() if form.is_bound and form.is_valid() else guessed


def _chosen(form: MappingForm, mapping: dict[str, str]) -> list[tuple[str, str]]:
    """Return what the form of the import carries on: the name of each select and its value."""
    return [(f"column_{place}", mapping.get(column, "")) for place, column in enumerate(form.columns)]


@signed_in
@require_safe
def imported_agents(request: StaffRequest) -> HttpResponse:
    """Sellers of the loaded files: who of ours each is."""
    allow(can_map_agent(request.actor))
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
    return render(request, "lead_imports/imported_agents.html", {"rows": rows})


@signed_in
@require_POST
def map_agent_view(request: StaffRequest, pk: int) -> HttpResponse:
    allow(can_map_agent(request.actor))
    agent = get_object_or_404(ImportedAgent, pk=pk)
    form = MapAgentForm(request.POST)
    if not form.is_valid():
        raise Invalid(employee=_("There is no such employee."))
    employee: Employee | None = form.cleaned_data["employee"]
    map_agent(agent=agent, employee=employee, by=request.actor, at=timezone.now())
    return redirect("lead_imports:imported_agents")
