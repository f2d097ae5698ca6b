"""Add a contact: a person at a company (C1)."""

from datetime import datetime, time

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.records.clients.contact_details import contact_details
from okno.records.clients.events import ContactAdded
from okno.records.clients.models import Company, Contact
from okno.records.clients.permissions import can_add_contact


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
    by: Actor,
    at: datetime,
) -> Contact:
    """Add the contact and return it.

    With `checked`, for details typed by hand, an invalid phone or e-mail raises Invalid; from outside
    (`checked=False`) it is kept as it came.
    """
    allow(can_add_contact(by, company))
    details = {
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
    contact = Contact.objects.create(company=company, **contact_details(details, checked=checked))
    title = ", ".join(word for word in (contact.name, contact.position) if word)
    record(ContactAdded, subject=contact, by=by, at=at, name=title)
    return contact
