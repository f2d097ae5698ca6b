"""Hand over all open promises of an employee at once: they leave, or hand over a client."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from okno.ground.journal.record import record_each
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.team.people.models import Employee
from okno.team.promises.events import PromiseHandedOver
from okno.team.promises.models import Promise
from okno.team.promises.permissions import can_hand_over_promises
from okno.team.promises.receiver import check_receiver

if TYPE_CHECKING:
    from okno.records.clients.models import Company


@action
def hand_over_promises(
    *,
    giver: Employee,
    receiver: Employee,
    reason: str,
    company: "Company | None" = None,
    companies: "Collection[Company] | None" = None,
    by: Actor,
    at: datetime,
) -> int:
    """Hand over the giver's open promises (of one client, of some or all) and return their number.

    One statement moves them, whether there are three or hundreds; each has its own entry in the journal.
    Raises Invalid for an unsuitable receiver or an empty reason, Conflict when one has changed meanwhile.
    """
    allow(can_hand_over_promises(by, giver, local_date(at)))
    check_receiver(giver, receiver)
    if not reason.strip():
        raise Invalid(reason=_("Say why it is handed over."))
    handed_over = Promise.objects.open().owned_by(giver)
    if company is not None:
        handed_over = handed_over.filter(company=company)
    if companies is not None:
        handed_over = handed_over.filter(company__in=[client.pk for client in companies])
    promises = list(handed_over.select_related("company"))
    if handed_over.update(owner=receiver) != len(promises):
        raise Conflict(_("A promise of these has just been changed by somebody else: try once more."))
    shared = {"before": giver.name, "after": receiver.name, "reason": reason.strip()}
    entries = [(promise, {"what": promise.what, **shared}) for promise in promises]
    record_each(PromiseHandedOver, entries, by=by, at=at)
    return len(promises)
