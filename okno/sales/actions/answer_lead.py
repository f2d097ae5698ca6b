"""Somebody says that the lead has had its first answer (L2)."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.assignment.answers import answer_them
from okno.sales.events import LeadAnswered
from okno.sales.models import Lead
from okno.sales.permissions import can_answer_lead


@action
def answer_lead(*, lead: Lead, by: Employee | None, at: datetime) -> Lead:
    """Counted once: who says it second changes nothing. Calls and letters of ours count by themselves."""
    allow(can_answer_lead(by, lead))
    if by is not None and answer_them(Lead.objects.filter(pk=lead.pk), by=by, at=at):
        record(LeadAnswered, subject=lead, company=lead.company, by=by, at=at, name=by.name)
    lead.refresh_from_db(fields=["answered_at", "answered_by"])
    return lead
