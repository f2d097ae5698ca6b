"""Reopen a promise that was closed by mistake."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.moves import move
from okno.team.promises.events import PromiseReopened
from okno.team.promises.models import Promise
from okno.team.promises.permissions import can_reopen_promise


@action
def reopen_promise(*, promise: Promise, by: Actor, at: datetime) -> Promise:
    """Reopen the promise and return it; raise Conflict on a later day or when its owner has left.

    Only the person who closed it may, and only on the same day: later it is history.
    """
    allow(can_reopen_promise(by, promise))
    if promise.closed_at is not None and local_date(promise.closed_at) != local_date(at):
        raise Conflict(_("It is taken back only on the day when it was marked as kept: make a new promise."))
    if promise.owner.left_on is not None:
        raise Conflict(_("{name} does not work here any more.").format(name=promise.owner))
    move(promise, Promise.Status.OPEN, closed_at=None, closed_by=None, outcome="")
    record(PromiseReopened, subject=promise, by=by, at=at, what=promise.what)
    return promise
