"""The first response to a lead, recorded by an employee (L2)."""

from datetime import datetime

from okno.attract.assignment.events import LeadAnswered
from okno.attract.assignment.first_response import answer_them
from okno.attract.assignment.permissions import can_answer_lead
from okno.attract.leads.models import Lead
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow


@action
def answer_lead(*, lead: Lead, by: Actor, at: datetime) -> Lead:
    """Mark the lead as answered and return it; a second answer changes nothing.

    Our calls and letters to the client count by themselves.
    """
    allow(can_answer_lead(by, lead))
    if by.employee is not None and answer_them(Lead.objects.filter(pk=lead.pk), by=by, at=at):
        record(LeadAnswered, subject=lead, by=by, at=at, name=by.employee.name)
    lead.refresh_from_db(fields=["answered_at", "answered_by"])
    return lead
