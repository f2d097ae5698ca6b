"""C1, C7: what is known of a person at a company is mended; the journal keeps what it was."""

from datetime import datetime

from okno.clients.contact_details import FIELDS, QUIET, contact_details
from okno.clients.events import ContactChanged
from okno.clients.models import Contact
from okno.clients.permissions import can_change_contact
from okno.journal.changes import change_fields
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee


@action
def change_contact(*, contact: Contact, by: Employee | None, at: datetime, **given: object) -> Contact:
    """`given`: any of the details by their field names; those that are not named stay as they are."""
    allow(can_change_contact(by, contact))
    if unknown := set(given) - set(FIELDS):
        raise ValueError(f"no such details: {sorted(unknown)}")
    # Locked and read anew: what another is writing at this moment is neither lost nor written over.
    contact.refresh_from_db(from_queryset=Contact.objects.select_for_update(no_key=True))
    touched = {name: value for name, value in given.items() if value != getattr(contact, name)}
    if any(name in touched for name in QUIET):
        touched = {**{name: getattr(contact, name) for name in QUIET}, **touched}
    fields = contact_details(touched)
    changed = sorted(name for name, value in fields.items() if value != getattr(contact, name))
    if not changed:
        return contact
    words = {"name": contact.name, "changes": change_fields(contact, fields), "fields": changed}
    contact.save(update_fields=changed)
    record(ContactChanged, subject=contact, company=contact.company, by=by, at=at, **words)
    return contact
