"""What was promised is done."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.promises.events import PromiseClarified, PromiseClarifiedLate, PromiseKept, PromiseKeptLate
from okno.promises.models import Promise
from okno.promises.permissions import can_keep_promise


@action
def keep_promise(*, promise: Promise, outcome: str = "", by: Employee | None, at: datetime) -> Promise:
    """Done in time it is kept; done after its date it is broken, and the journal says so.

    `outcome`: what the client really needs, in plain words; a promise to clarify is not kept without it (C6).
    """
    allow(can_keep_promise(by, promise, local_date(at)))
    clarifies = promise.kind == Promise.Kind.CLARIFY
    if clarifies and not outcome.strip():
        raise Invalid(outcome=_("Write in plain words what the client really needs."))
    late = promise.is_overdue(at)
    to = Promise.Status.BROKEN if late else Promise.Status.KEPT
    move(promise, to, closed_at=at, closed_by=by, outcome=outcome.strip())
    kept, kept_late = (
        (PromiseClarified, PromiseClarifiedLate) if clarifies else (PromiseKept, PromiseKeptLate)
    )
    record(
        kept_late if late else kept,
        subject=promise,
        company=promise.company,
        by=by,
        at=at,
        what=promise.what,
        due_at=promise.due_at,
        outcome=promise.outcome,
    )
    return promise
