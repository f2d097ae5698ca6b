"""C1: a person at a company."""

from datetime import datetime, time

from okno.clients.contact_details import contact_details
from okno.clients.events import ContactAdded
from okno.clients.models import Company, Contact
from okno.clients.permissions import can_add_contact
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee


@action
def add_contact(
    *,
    company: Company,
    name: str,
    position: str = "",
    email: str = "",
    phone: str = "",
    messenger: str = "",
    decision_role: str = "",
    channel: str = "",
    quiet_from: time | None = None,
    quiet_until: time | None = None,
    checked: bool = True,
    by: Employee | None,
    at: datetime,
) -> Contact:
    """By hand (`checked`) a phone or e-mail that is none is Invalid; from outside it is kept as it came."""
    allow(can_add_contact(by, company))
    given = {
        "name": name,
        "position": position,
        "email": email,
        "phone": phone,
        "messenger": messenger,
        "decision_role": decision_role,
        "channel": channel,
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
    }
    contact = Contact.objects.create(company=company, **contact_details(given, checked=checked))
    named = ", ".join(word for word in (contact.name, contact.position) if word)
    record(ContactAdded, subject=contact, company=company, by=by, at=at, name=named)
    return contact
