"""What was promised is no longer wanted or no longer possible."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.promises.events import PromiseWithdrawn
from okno.promises.models import Promise
from okno.promises.permissions import can_withdraw_promise


@action
def withdraw_promise(*, promise: Promise, reason: str, by: Employee | None, at: datetime) -> Promise:
    allow(can_withdraw_promise(by, promise, local_date(at)))
    if not reason.strip():
        raise Invalid(reason=_("Say why the promise is withdrawn."))
    move(promise, Promise.Status.WITHDRAWN, closed_at=at, closed_by=by)
    record(
        PromiseWithdrawn,
        subject=promise,
        company=promise.company,
        by=by,
        at=at,
        what=promise.what,
        reason=reason.strip(),
    )
    return promise
