"""C1: a person marked as gone is there after all."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.events import ContactReturned
from okno.clients.models import Contact
from okno.clients.permissions import can_change_contact
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.people.models import Employee


@action
def return_contact(*, contact: Contact, by: Employee | None, at: datetime) -> Contact:
    """He is offered again where a letter or a call is about to be made."""
    allow(can_change_contact(by, contact))
    gone = Contact.objects.filter(pk=contact.pk, left_at__isnull=False)
    if gone.update(left_at=None) != 1:
        raise Conflict(_("«{name}» was changed by somebody else: open it again.").format(name=contact.name))
    contact.left_at = None
    record(ContactReturned, subject=contact, company=contact.company, by=by, at=at, name=contact.name)
    return contact
