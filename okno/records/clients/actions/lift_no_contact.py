"""Lift a prohibition of letters (guard 6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import change_if
from okno.records.clients.events import NoContactLifted
from okno.records.clients.models import NoContact
from okno.records.clients.permissions import can_lift_no_contact


@action
def lift_no_contact(*, no_contact: NoContact, reason: str, by: Actor, at: datetime) -> NoContact:
    """Lift the prohibition and return it; the row stays, and the journal says who lifted it.

    Raises Invalid without a reason and Conflict when it was lifted already.
    """
    allow(can_lift_no_contact(by))
    if not reason.strip():
        raise Invalid(reason=_("Write why he may be written to again."))
    lifted = _("It was lifted already: open the list again.")
    change_if(no_contact, seen={"lifted_at": None}, otherwise=lifted, lifted_at=at)
    entry_fields = {"address": no_contact.address, "reason": reason.strip()[:500]}
    record(NoContactLifted, subject=no_contact, by=by, at=at, **entry_fields)
    return no_contact
