"""What was closed by mistake is open again."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.promises.events import PromiseReopened
from okno.promises.models import Promise
from okno.promises.permissions import can_reopen_promise


@action
def reopen_promise(*, promise: Promise, by: Employee | None, at: datetime) -> Promise:
    """Only by the one who said it was kept, and on the same day: later it is history."""
    allow(can_reopen_promise(by, promise))
    if promise.closed_at is not None and local_date(promise.closed_at) != local_date(at):
        raise Conflict(_("It is taken back only on the day when it was marked as kept: make a new promise."))
    if promise.owner.left_on is not None:
        raise Conflict(_("{name} does not work here any more.").format(name=promise.owner))
    move(promise, Promise.Status.OPEN, closed_at=None, closed_by=None, outcome="")
    record(PromiseReopened, subject=promise, company=promise.company, by=by, at=at, what=promise.what)
    return promise
