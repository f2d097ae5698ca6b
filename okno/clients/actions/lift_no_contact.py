"""Guard 6: an address may be written to again."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.events import NoContactLifted
from okno.clients.models import NoContact
from okno.clients.permissions import can_lift_no_contact
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.models import Employee


@action
def lift_no_contact(*, no_contact: NoContact, reason: str, by: Employee | None, at: datetime) -> NoContact:
    """A head decides, and says why; the row stays, and the journal tells who lifted it."""
    allow(can_lift_no_contact(by))
    if not reason.strip():
        raise Invalid(reason=_("Write why he may be written to again."))
    in_force = NoContact.objects.in_force().filter(pk=no_contact.pk)
    if in_force.update(lifted_at=at) != 1:
        raise Conflict(_("It was lifted already: open the list again."))
    no_contact.lifted_at = at
    words = {"address": no_contact.address, "reason": reason.strip()[:500]}
    record(NoContactLifted, subject=no_contact, company=None, by=by, at=at, **words)
    return no_contact
