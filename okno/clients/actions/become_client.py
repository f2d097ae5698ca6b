"""K6: on signing, a company enters the client base."""

from datetime import date, datetime

from okno.clients.events import BecameClient
from okno.clients.models import Company
from okno.clients.permissions import can_become_client
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee


@action
def become_client(*, company: Company, on: date, by: Employee | None, at: datetime) -> Company:
    """From this date; one who is a client already stays what he is, and no entry is written."""
    allow(can_become_client(by))
    fresh = Company.objects.filter(pk=company.pk, is_client=False)
    if fresh.update(is_client=True, client_since_on=on) == 1:
        record(BecameClient, subject=company, company=company, by=by, at=at, name=company.name, since_on=on)
    company.refresh_from_db(fields=["is_client", "client_since_on"])
    return company
