"""All that one person has promised gets another owner at once: he leaves, or hands over a client."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from okno.journal.record import record_each
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.models import Employee
from okno.promises.events import PromiseHandedOver
from okno.promises.models import Promise
from okno.promises.permissions import can_hand_over_promises
from okno.promises.receiver import check_receiver

if TYPE_CHECKING:
    from okno.clients.models import Company


@action
def hand_over_promises(
    *,
    giver: Employee,
    receiver: Employee,
    reason: str,
    company: "Company | None" = None,
    companies: "Collection[Company] | None" = None,
    by: Employee | None,
    at: datetime,
) -> int:
    """Hand over the giver's open promises (of one client, of some or all) and tell how many there were.

    One statement moves them, whether there are three or hundreds; each has its own entry in the journal.
    """
    allow(can_hand_over_promises(by, giver, local_date(at)))
    check_receiver(giver, receiver)
    if not reason.strip():
        raise Invalid(reason=_("Say why it is handed over."))
    his = Promise.objects.open().owned_by(giver)
    if company is not None:
        his = his.filter(company=company)
    if companies is not None:
        his = his.filter(company__in=[one.pk for one in companies])
    promises = list(his.select_related("company"))
    if his.update(owner=receiver) != len(promises):
        raise Conflict(_("A promise of these has just been changed by somebody else: try once more."))
    words = {"before": giver.name, "after": receiver.name, "reason": reason.strip()}
    told = [(promise, promise.company, {"what": promise.what, **words}) for promise in promises]
    record_each(PromiseHandedOver, told, by=by, at=at)
    return len(promises)
