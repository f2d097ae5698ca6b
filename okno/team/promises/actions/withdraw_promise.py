"""Withdraw a promise that is no longer wanted or possible."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move
from okno.team.promises.events import PromiseWithdrawn
from okno.team.promises.models import Promise
from okno.team.promises.permissions import can_withdraw_promise


@action
def withdraw_promise(*, promise: Promise, reason: str, by: Actor, at: datetime) -> Promise:
    """Close the promise as withdrawn and return it; raise Invalid without a reason."""
    allow(can_withdraw_promise(by, promise, local_date(at)))
    if not reason.strip():
        raise Invalid(reason=_("Say why the promise is withdrawn."))
    move(promise, Promise.Status.WITHDRAWN, closed_at=at, closed_by=by.employee)
    record(
        PromiseWithdrawn,
        subject=promise,
        by=by,
        at=at,
        what=promise.what,
        reason=reason.strip(),
    )
    return promise
