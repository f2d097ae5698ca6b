"""Leads and history from a file, whole or not at all (L1)."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.lead_imports.companies import NewCompany
from okno.attract.lead_imports.events import LeadsLoaded
from okno.attract.lead_imports.fresh import row_keys
from okno.attract.lead_imports.models import LeadsFile
from okno.attract.lead_imports.permissions import can_import_leads
from okno.attract.lead_imports.plan import Plan, company_of, preview
from okno.attract.lead_imports.stages import hold_named
from okno.attract.lead_imports.write import write_companies, write_fresh, write_history
from okno.attract.leads.keys import Key, claim, company_key, keys_of
from okno.attract.leads.models import LeadKey
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Invalid, allow

ONE_AT_A_TIME = Key(LeadKey.Kind.ROW.value, "a file is being loaded")
SHOWN_ERRORS = 10


@action
def import_leads(
    *,
    content: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    file: LeadsFile | None = None,
    by: Actor,
    at: datetime,
) -> Plan:
    """Do what `preview(content, mapping)` says, and return it; `mapping` is column → field, None the guess.

    Rows with a stage become history (leads and deals marked imported), others new leads. One row in error
    keeps the whole file out: Invalid names the lines. A file that was loaded before adds nothing.
    """
    allow(can_import_leads(by))
    claim([ONE_AT_A_TIME])
    plan = _settled_plan(content, mapping)
    if plan.errors:
        raise Invalid(file=_told(plan))
    write_companies(_of_history(plan), by=by, at=at)
    write_history(plan, file=name, by=by, at=at)
    hold_named(plan.open_stages)
    write_fresh(plan.fresh, by=by, at=at)
    LeadKey.objects.filter(kind=ONE_AT_A_TIME.kind, value=ONE_AT_A_TIME.value).delete()
    if file is None and not plan.adds_nothing:
        file = LeadsFile(name=name[:200], uploaded_by=by.employee, uploaded_at=at)
    if file is not None:
        file.content, file.loaded_at, file.outcome = b"", at, plan.counts()
        file.save()
        if not plan.adds_nothing:
            counts = {key: plan.counts()[key] for key in ("history", "fresh", "again")}
            record(LeadsLoaded, subject=file, by=by, at=at, file=name, **counts)
    return plan


def _settled_plan(content: bytes, mapping: Mapping[str, str] | None) -> Plan:
    """Return the plan, made while nobody else can take its keys: two channels meet at the same rows."""
    first = preview(content, mapping)
    if not first.fresh:
        return first
    keys = {key for row in first.fresh for key in row_keys(row.record)}
    keys |= {key for row in first.fresh for key in keys_of(row=row.record.external_id)}
    claim(keys)
    plan = preview(content, mapping)
    parties = [company_of(row.party) for row in plan.fresh]
    claim(company_key(company) for company in parties if company)
    if preview(content, mapping).counts() != plan.counts():
        raise Conflict(_("Somebody has registered a lead of this file meanwhile: look at the preview again."))
    return plan


def _of_history(plan: Plan) -> list[NewCompany]:
    """New leads add their companies themselves."""
    named = {id(row.party) for row in plan.history}
    return [party for party in plan.new_companies if id(party) in named]


def _told(plan: Plan) -> str:
    lines = [
        _("line {line}: {problem}").format(line=line, problem=problem)
        for line, problem in plan.errors[:SHOWN_ERRORS]
    ]
    return _("Nothing was loaded, {count} lines are wrong: {lines}").format(
        count=len(plan.errors), lines="; ".join(lines)
    )
