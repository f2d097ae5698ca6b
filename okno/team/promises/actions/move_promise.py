"""Move the date of a promise, with a reason (D3)."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import change_if
from okno.team.people.models import Employee, Role
from okno.team.promises.actions.name_cause import name_cause
from okno.team.promises.confirmation import require_engineer
from okno.team.promises.events import PromiseMoved
from okno.team.promises.models import Promise, PromiseMove
from okno.team.promises.permissions import can_move_promise


@action
def move_promise(
    *,
    promise: Promise,
    to_at: datetime,
    reason: str,
    cause: str = "",
    cause_role: str = "",
    cause_person: Employee | None = None,
    cause_note: str = "",
    by: Actor,
    at: datetime,
) -> Promise:
    """Move the due date to `to_at` and return the promise; the history keeps both dates.

    A date that a client was told on an engineer's word is moved by an engineer alone, who thereby confirms
    the new one (guard 3). The cause is named at once or later. Raises Refused by guard 3, Invalid for an
    unsuitable date or an empty reason, Conflict when somebody else has moved the promise meanwhile.
    """
    allow(can_move_promise(by, promise, local_date(at)))
    confirmed_by = by.employee if by.employee is not None and by.has(Role.ENGINEER) else None
    _check(promise, to_at, reason, at)
    if promise.needs_engineer:
        require_engineer(confirmed_by, promise)
    from_at = promise.due_at
    _set_date(promise, to_at, confirmed_by)
    PromiseMove.objects.create(
        promise=promise, from_at=from_at, to_at=to_at, reason=reason.strip(), by=by.employee, at=at
    )
    promise.refresh_from_db()
    # «from» is a word of Python's, so the sentence says {from_}.
    dates: dict[str, Any] = {"from__at": from_at, "to_at": to_at}
    entry_fields = {"what": promise.what, "reason": reason.strip(), **dates}
    record(PromiseMoved, subject=promise, by=by, at=at, **entry_fields)
    if cause:
        attribution: dict[str, Any] = {"cause_role": cause_role, "cause_person": cause_person}
        name_cause(promise=promise, cause=cause, cause_note=cause_note, **attribution, by=by, at=at)
    return promise


def _check(promise: Promise, to_at: datetime, reason: str, at: datetime) -> None:
    """Raise Invalid when the reason is empty or the new date is in the past or not new."""
    if not reason.strip():
        raise Invalid(reason=_("Say why the date moves."))
    if to_at < at:
        raise Invalid(to_at=_("A promise is about the future: choose a later date."))
    if to_at == promise.due_at:
        raise Invalid(to_at=_("This is the date it already has."))


def _set_date(promise: Promise, to_at: datetime, confirmed_by: Employee | None) -> None:
    """Write the new date, or raise Conflict when the promise is not open with the former one any more."""
    changes: dict[str, Any] = {"due_at": to_at, "confirmed_by": confirmed_by, "reported_overdue_at": None}
    seen = {"status": Promise.Status.OPEN, "due_at": promise.due_at}
    change_if(promise, seen=seen, moves_count=F("moves_count") + 1, **changes)
