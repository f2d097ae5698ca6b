"""A seller named in loaded files turns out to be one of ours."""

from datetime import datetime

from okno.attract.deals.models import Deal
from okno.attract.lead_imports.events import AgentMapped
from okno.attract.lead_imports.models import ImportedAgent
from okno.attract.lead_imports.permissions import can_map_agent
from okno.attract.leads.models import Lead
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.team.people.models import Employee


@action
def map_agent(*, agent: ImportedAgent, employee: Employee | None, by: Actor, at: datetime) -> ImportedAgent:
    """Say who of ours the seller is (None: nobody), and give him the loaded leads and deals under that name.

    Those that were given to somebody else by hand since stay with him.
    """
    allow(can_map_agent(by))
    before = agent.employee
    agent.employee = employee
    agent.save(update_fields=["employee"])
    leads = Lead.objects.filter(external_agent=agent.name, imported=True)
    deals = Deal.objects.filter(lead__in=leads, imported=True, owner=before).update(owner=employee)
    moved = leads.filter(assigned_to=before).update(assigned_to=employee)
    record(
        AgentMapped,
        subject=agent,
        by=by,
        at=at,
        agent=agent.name,
        employee=employee.name if employee else "—",
        leads=moved,
        deals=deals,
    )
    return agent
