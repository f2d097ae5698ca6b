"""Change the details of a contact; the journal keeps the former ones (C1, C7)."""

from datetime import datetime

from okno.ground.journal.changes import save_changes
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.records.clients.contact_details import QUIET, contact_details, refuse_unknown
from okno.records.clients.events import ContactChanged
from okno.records.clients.models import Contact
from okno.records.clients.permissions import can_change_contact


@action
def change_contact(*, contact: Contact, by: Actor, at: datetime, **details: object) -> Contact:
    """Change the details given by field name and return the contact; others stay as they are.

    Raises Invalid for wrong details and ValueError for an unknown name.
    """
    allow(can_change_contact(by, contact))
    refuse_unknown(details)
    # Locked and read anew: what another is writing at this moment is neither lost nor written over.
    contact.refresh_from_db(from_queryset=Contact.objects.select_for_update(no_key=True))
    touched = {name: value for name, value in details.items() if value != getattr(contact, name)}
    if any(name in touched for name in QUIET):
        touched = {**{name: getattr(contact, name) for name in QUIET}, **touched}
    former_name = contact.name
    if changes := save_changes(contact, dict(sorted(contact_details(touched).items()))):
        record(ContactChanged, subject=contact, by=by, at=at, name=former_name, changes=changes)
    return contact
