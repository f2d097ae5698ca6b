"""Mark a contact as having left the company; everything about them stays (C1)."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.kernel.moves import change_if
from okno.records.clients.events import ContactLeft
from okno.records.clients.models import Contact
from okno.records.clients.permissions import can_remove_contact


@action
def remove_contact(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """Mark the contact as gone since now and return it; raise Conflict if that has been done already."""
    allow(can_remove_contact(by, contact))
    change_if(contact, seen={"left_at": None}, left_at=at)
    record(ContactLeft, subject=contact, by=by, at=at, name=contact.name)
    return contact
