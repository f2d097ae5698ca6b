"""C1: a person is no longer at the company; what he said and signed stays."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.events import ContactLeft
from okno.clients.models import Contact
from okno.clients.permissions import can_change_contact
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.people.models import Employee


@action
def remove_contact(*, contact: Contact, by: Employee | None, at: datetime) -> Contact:
    """Nothing is deleted: he is marked as gone since now."""
    allow(can_change_contact(by, contact))
    staying = Contact.objects.filter(pk=contact.pk, left_at__isnull=True)
    if staying.update(left_at=at) != 1:
        raise Conflict(_("«{name}» was changed by somebody else: open it again.").format(name=contact.name))
    contact.left_at = at
    record(ContactLeft, subject=contact, company=contact.company, by=by, at=at, name=contact.name)
    return contact
