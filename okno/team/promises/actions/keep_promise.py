"""Mark a promise as kept."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move
from okno.team.promises.events import PromiseClarified, PromiseClarifiedLate, PromiseKept, PromiseKeptLate
from okno.team.promises.models import Promise
from okno.team.promises.permissions import can_keep_promise


@action
def keep_promise(*, promise: Promise, outcome: str = "", by: Actor, at: datetime) -> Promise:
    """Close the promise as kept, or as broken when its date has passed, and return it.

    `outcome` is what the client really needs, in plain words. A promise to clarify is not kept without it
    (C6): then Invalid is raised.
    """
    allow(can_keep_promise(by, promise, local_date(at)))
    clarifies = promise.kind == Promise.Kind.CLARIFY
    if clarifies and not outcome.strip():
        raise Invalid(outcome=_("Write in plain words what the client really needs."))
    late = promise.is_overdue(at)
    status = Promise.Status.BROKEN if late else Promise.Status.KEPT
    move(promise, status, closed_at=at, closed_by=by.employee, outcome=outcome.strip())
    event, late_event = (
        (PromiseClarified, PromiseClarifiedLate) if clarifies else (PromiseKept, PromiseKeptLate)
    )
    record(
        late_event if late else event,
        subject=promise,
        by=by,
        at=at,
        what=promise.what,
        due_at=promise.due_at,
        outcome=promise.outcome,
    )
    return promise
