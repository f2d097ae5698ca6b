"""Hand one promise over to another owner, with a reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import change_if
from okno.team.people.models import Employee
from okno.team.promises.events import PromiseHandedOver
from okno.team.promises.models import Promise
from okno.team.promises.permissions import can_hand_over_promise
from okno.team.promises.receiver import check_receiver


@action
def hand_over_promise(
    *, promise: Promise, receiver: Employee, reason: str, by: Actor, at: datetime
) -> Promise:
    """Make the receiver the promise's owner and return the promise.

    The date and the engineer who confirmed it stay: the client was told a date, not a name. Raises Invalid
    for an unsuitable receiver or an empty reason, Conflict when somebody else has changed the promise
    meanwhile.
    """
    allow(can_hand_over_promise(by, promise, local_date(at)))
    giver = promise.owner
    check_receiver(giver, receiver)
    if not reason.strip():
        raise Invalid(reason=_("Say why it is handed over."))
    change_if(promise, seen={"status": Promise.Status.OPEN, "owner": giver}, owner=receiver)
    record(
        PromiseHandedOver,
        subject=promise,
        by=by,
        at=at,
        what=promise.what,
        before=giver.name,
        after=receiver.name,
        reason=reason.strip(),
    )
    return promise
