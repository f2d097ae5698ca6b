"""A plan becomes rows: history in sets, because a file has thousands; new leads one by one, as by hand."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Model

from okno.attract.deals.models import BuiltInReason, Deal, StageVisit
from okno.attract.lead_imports.companies import NewCompany
from okno.attract.lead_imports.events import LeadImported
from okno.attract.lead_imports.fresh import Fresh, named
from okno.attract.lead_imports.models import ImportedAgent
from okno.attract.lead_imports.plan import History, Plan, company_of
from okno.attract.lead_imports.records import Record
from okno.attract.leads.caller import Caller
from okno.attract.leads.decision import again, new_lead
from okno.attract.leads.intake import write_lead
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.events import Event
from okno.ground.kernel.localized import freeze
from okno.records.clients.events import CompanyAdded
from okno.records.clients.models import Company, Contact
from okno.team.people.models import Employee

BATCH = 1000


def write_companies(new: list[NewCompany], *, by: Actor, at: datetime) -> None:
    """Add the companies that the file brings, each with its journal entry."""
    made = []
    for party in new:
        company = Company(
            name=party.name,
            inn=party.inn,
            email=party.email,
            phone=party.phone,
            data_issues=party.data_issues,
            created_at=at,
        )
        company.fill_search()
        party.made = company
        made.append(company)
    Company.objects.bulk_create(made, batch_size=BATCH)
    _journal(CompanyAdded, ((company, company, {"name": company.name}) for company in made), by, at)


def write_history(plan: Plan, *, file: str, by: Actor, at: datetime) -> None:
    """Leads and deals of history, marked imported: here alone is the mark ever set (L5)."""
    _write_agents(plan)
    contacts = _write_contacts(plan.history)
    leads = [
        _lead(row, plan.agents.get(row.record.agent), contacts.get(_contact_key(row)), at)
        for row in plan.history
    ]
    Lead.objects.bulk_create(leads, batch_size=BATCH)
    deals = [_deal(row.record, lead) for row, lead in zip(plan.history, leads, strict=True)]
    # After the leads: bulk_create has given them their keys, on both engines.
    Deal.objects.bulk_create(deals, batch_size=BATCH)
    states = {status.value: freeze(status) for status in Deal.Status}
    StageVisit.objects.bulk_create((_stay(deal) for deal in deals), batch_size=BATCH)
    entries = (
        (
            lead,
            lead.company,
            {"file": file, "line": row.record.line, "title": deal.title, "state": states[deal.status]},
        )
        for row, lead, deal in zip(plan.history, leads, deals, strict=True)
    )
    _journal(LeadImported, entries, by, at)


def write_fresh(rows: Iterable[Fresh], *, by: Actor, at: datetime) -> None:
    """Leads of today: assigned, deduplicated and told exactly as those that come by hand."""
    for row in rows:
        caller = _caller(row.record)
        lead = row.lead or (row.first.made if row.first else None)
        if lead:
            write_lead(again(caller, lead, at=at), by=by, at=at)
        else:
            row.made = write_lead(new_lead(caller, company_of(row.party), at=at), by=by, at=at)


def _write_agents(plan: Plan) -> None:
    mapped = set(ImportedAgent.objects.filter(name__in=plan.agents).values_list("name", flat=True))
    ImportedAgent.objects.bulk_create(
        ImportedAgent(name=name, employee=employee)
        for name, employee in plan.agents.items()
        if name not in mapped
    )


def _contact_key(row: History) -> tuple[object, ...]:
    company = company_of(row.party)
    return (company.pk if company else None, row.record.contact, row.record.email, row.record.phone)


def _write_contacts(rows: list[History]) -> dict[tuple[object, ...], Contact]:
    """Add one contact for each person that the rows name at a company, and return them by row."""
    contacts: dict[tuple[object, ...], Contact] = {}
    for row in rows:
        company = company_of(row.party)
        if company and row.record.contact:
            contacts.setdefault(
                _contact_key(row),
                Contact(
                    company=company, name=row.record.contact, email=row.record.email, phone=row.record.phone
                ),
            )
    Contact.objects.bulk_create(contacts.values(), batch_size=BATCH)
    return contacts


def _lead(row: History, agent: Employee | None, contact: Contact | None, at: datetime) -> Lead:
    record = row.record
    came_at = _noon(record.opened_on) or at
    return Lead(
        company=company_of(row.party),
        contact=contact,
        source_type=record.source_type,
        channel=Lead.Channel.IMPORT,
        campaign=record.campaign,
        need=record.need,
        assigned_to=agent,
        assignment_rule=Lead.Rule.IMPORTED,
        status=Lead.Status.QUALIFIED,
        received_at=came_at,
        closed_at=came_at,
        imported=True,
        external_id=record.external_id,
        external_agent=record.agent,
        data_issues=record.data_issues,
    )


def _deal(record: Record, lead: Lead) -> Deal:
    state = record.state
    assert state is not None
    title = record.title or record.need[:300] or record.company or record.external_id
    lost = state.status == Deal.Status.LOST
    return Deal(
        lead=lead,
        company=lead.company,
        owner=lead.assigned_to,
        title=title,
        stage_id=state.stage,
        stage_since_at=lead.received_at,
        status=state.status,
        opened_on=record.opened_on or local_date(lead.received_at),
        closed_on=record.closed_on,
        loss_reason_id=BuiltInReason.NOT_RECORDED.value if lost else None,
        attitude=Deal.Attitude.NOT_RECORDED if lost else "",
        imported=True,
        imported_value_minor=record.value_minor,
    )


def _stay(deal: Deal) -> StageVisit:
    """Return the last stage of an imported deal, the only one known; closed before it began ends where it
    began.
    """
    left_at = _noon(deal.closed_on)
    return StageVisit(
        deal=deal,
        stage_id=str(deal.stage_id),
        entered_at=deal.stage_since_at,
        left_at=max(left_at, deal.stage_since_at) if left_at else None,
    )


def _caller(record: Record) -> Caller:
    return Caller(
        source_type=record.source_type,
        channel=Lead.Channel.IMPORT,
        name=named(record),
        contact_name=record.contact,
        email=record.email,
        phone=record.phone,
        inn=record.inn,
        need=record.need or record.title,
        campaign=record.campaign,
        row=record.external_id,
        data_issues=record.data_issues,
    )


def _noon(on: date | None) -> datetime | None:
    return at_hour(on, 12) if on else None


def _journal(
    event: Event,
    rows: Iterable[tuple[Model, Company | None, dict[str, object]]],
    by: Actor,
    at: datetime,
) -> None:
    """Entries in one set: history moves nothing today, so no room reacts to them."""
    Entry.objects.bulk_create(
        (
            Entry(
                at=at,
                kind=event.name,
                subject_kind=subject._meta.label_lower,
                subject_id=subject.pk,
                company=company,
                by=by.employee,
                actor_kind=by.kind,
                token_id=by.token_id,
                audience=event.audience,
                data=data,
            )
            for subject, company, data in rows
        ),
        batch_size=BATCH,
    )
