"""Take back that a contact has left the company (C1)."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.kernel.moves import change_if
from okno.records.clients.events import ContactReturned
from okno.records.clients.models import Contact
from okno.records.clients.permissions import can_return_contact


@action
def return_contact(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """Mark the contact as present and return it; raise Conflict if that has been done already.

    They are offered again for letters and calls.
    """
    allow(can_return_contact(by, contact))
    change_if(contact, seen={"left_at__isnull": False}, left_at=None)
    record(ContactReturned, subject=contact, by=by, at=at, name=contact.name)
    return contact
