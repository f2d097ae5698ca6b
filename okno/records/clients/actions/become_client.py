"""Make a company a client when it signs its first contract (K6)."""

from datetime import date, datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.records.clients.events import BecameClient
from okno.records.clients.models import Company
from okno.records.clients.permissions import can_become_client


@action
def become_client(*, company: Company, on: date, by: Actor, at: datetime) -> Company:
    """Make the company a client since this date and return it; a client already is left unchanged."""
    allow(can_become_client(by))
    prospects = Company.objects.filter(pk=company.pk, is_client=False)
    if prospects.update(is_client=True, client_since_on=on) == 1:
        record(BecameClient, subject=company, by=by, at=at, name=company.name, since_on=on)
    company.refresh_from_db(fields=["is_client", "client_since_on"])
    return company
