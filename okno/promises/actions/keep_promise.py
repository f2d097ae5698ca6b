"""What was promised is done."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.promises.events import PromiseKept, PromiseKeptLate
from okno.promises.models import Promise
from okno.promises.permissions import can_keep_promise
from okno.promises.words import moment_text


@action
def keep_promise(*, promise: Promise, by: Employee | None, at: datetime) -> Promise:
    """Done in time it is kept; done after its date it is broken, and the journal says so."""
    allow(can_keep_promise(by, promise))
    late = promise.is_overdue(at)
    move(promise, Promise.Status.BROKEN if late else Promise.Status.KEPT, closed_at=at)
    record(
        PromiseKeptLate if late else PromiseKept,
        subject=promise,
        company=promise.company,
        by=by,
        at=at,
        what=promise.what,
        due=moment_text(promise.due_at),
    )
    return promise
