"""Add a contact: a person at a company (C1)."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.records.clients.contact_details import contact_details, refuse_unknown
from okno.records.clients.events import ContactAdded
from okno.records.clients.models import Company, Contact
from okno.records.clients.permissions import can_add_contact


@action
def add_contact(
    *, company: Company, checked: bool = True, by: Actor, at: datetime, **details: object
) -> Contact:
    """Add the contact with the details given by field name (`contact_details.FIELDS`) and return it.

    With `checked`, for details typed by hand, an invalid phone or e-mail raises Invalid; from outside
    (`checked=False`) it is kept as it came. Raises Invalid without a name, ValueError for an unknown detail.
    """
    allow(can_add_contact(by, company))
    refuse_unknown(details)
    contact = Contact.objects.create(
        company=company, **contact_details({"name": "", **details}, checked=checked)
    )
    title = ", ".join(word for word in (contact.name, contact.position) if word)
    record(ContactAdded, subject=contact, by=by, at=at, name=title)
    return contact
