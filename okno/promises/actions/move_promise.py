"""A promised date is put off or brought forward, with a reason (D3)."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.models import Employee, Role
from okno.promises.confirmation import require_engineer
from okno.promises.events import PromiseMoved
from okno.promises.models import Promise, PromiseMove
from okno.promises.permissions import can_move_promise
from okno.promises.words import moment_text


@action
def move_promise(
    *,
    promise: Promise,
    to_at: datetime,
    reason: str,
    by: Employee | None,
    at: datetime,
) -> Promise:
    """A date told to a client on an engineer's word is moved by an engineer alone (guard 3).

    Nobody moves it in an engineer's name: the one who moves is the one who confirms.
    """
    allow(can_move_promise(by, promise))
    confirmed_by = by if by is not None and by.has(Role.ENGINEER) else None
    _check(promise, to_at, reason, at)
    if promise.needs_engineer:
        require_engineer(confirmed_by, promise)
    from_at = promise.due_at
    changes = {"due_at": to_at, "confirmed_by": confirmed_by, "reported_overdue_at": None}
    unmoved = Promise.objects.filter(pk=promise.pk, status=Promise.Status.OPEN, due_at=from_at)
    if unmoved.update(moves_count=F("moves_count") + 1, **changes) != 1:
        raise Conflict(_("This promise has just been changed by somebody else: open it again."))
    PromiseMove.objects.create(
        promise=promise, from_at=from_at, to_at=to_at, reason=reason.strip(), by=by, at=at
    )
    promise.refresh_from_db()
    record(
        PromiseMoved,
        subject=promise,
        company=promise.company,
        by=by,
        at=at,
        what=promise.what,
        from_=moment_text(from_at),
        to=moment_text(to_at),
        reason=reason.strip(),
    )
    return promise


def _check(promise: Promise, to_at: datetime, reason: str, at: datetime) -> None:
    if not reason.strip():
        raise Invalid(reason=_("Say why the date moves."))
    if to_at < at:
        raise Invalid(to_at=_("A promise is about the future: choose a later date."))
    if to_at == promise.due_at:
        raise Invalid(to_at=_("This is the date it already has."))
