"""A promise gets another owner, with a reason; the journal keeps who it was."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.models import Employee
from okno.promises.events import PromiseHandedOver
from okno.promises.models import Promise
from okno.promises.permissions import can_hand_over_promise
from okno.promises.receiver import check_receiver


@action
def hand_over_promise(
    *, promise: Promise, receiver: Employee, reason: str, by: Employee | None, at: datetime
) -> Promise:
    """The date and who confirmed it stay as they are: the client was told a date, not a name."""
    allow(can_hand_over_promise(by, promise, local_date(at)))
    giver = promise.owner
    check_receiver(giver, receiver)
    if not reason.strip():
        raise Invalid(reason=_("Say why it is handed over."))
    still_his = Promise.objects.filter(pk=promise.pk, status=Promise.Status.OPEN, owner=giver)
    if still_his.update(owner=receiver) != 1:
        raise Conflict(_("This promise has just been changed by somebody else: open it again."))
    promise.owner = receiver
    record(
        PromiseHandedOver,
        subject=promise,
        company=promise.company,
        by=by,
        at=at,
        what=promise.what,
        before=giver.name,
        after=receiver.name,
        reason=reason.strip(),
    )
    return promise
