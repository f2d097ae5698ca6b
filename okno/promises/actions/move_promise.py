"""A promised date is put off or brought forward, with a reason (D3)."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.models import Employee, Role
from okno.promises.actions.name_cause import name_cause
from okno.promises.confirmation import require_engineer
from okno.promises.events import PromiseMoved
from okno.promises.models import Promise, PromiseMove
from okno.promises.permissions import can_move_promise


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
    by: Employee | None,
    at: datetime,
) -> Promise:
    """A date told to a client on an engineer's word is moved by an engineer alone (guard 3).

    Nobody moves it in an engineer's name: the one who moves is the one who confirms. Whose cause it was is
    named at once or later.
    """
    allow(can_move_promise(by, promise, local_date(at)))
    confirmed_by = by if by is not None and by.has(Role.ENGINEER) else None
    _check(promise, to_at, reason, at)
    if promise.needs_engineer:
        require_engineer(confirmed_by, promise)
    from_at = promise.due_at
    _set_date(promise, to_at, confirmed_by)
    PromiseMove.objects.create(
        promise=promise, from_at=from_at, to_at=to_at, reason=reason.strip(), by=by, at=at
    )
    promise.refresh_from_db()
    # «from» is a word of Python's, so the sentence says {from_}.
    dates: dict[str, Any] = {"from__at": from_at, "to_at": to_at}
    words = {"what": promise.what, "reason": reason.strip(), **dates}
    record(PromiseMoved, subject=promise, company=promise.company, by=by, at=at, **words)
    if cause:
        whose: dict[str, Any] = {"cause_role": cause_role, "cause_person": cause_person}
        name_cause(promise=promise, cause=cause, cause_note=cause_note, **whose, by=by, at=at)
    return promise


def _check(promise: Promise, to_at: datetime, reason: str, at: datetime) -> None:
    if not reason.strip():
        raise Invalid(reason=_("Say why the date moves."))
    if to_at < at:
        raise Invalid(to_at=_("A promise is about the future: choose a later date."))
    if to_at == promise.due_at:
        raise Invalid(to_at=_("This is the date it already has."))


def _set_date(promise: Promise, to_at: datetime, confirmed_by: Employee | None) -> None:
    changes = {"due_at": to_at, "confirmed_by": confirmed_by, "reported_overdue_at": None}
    unmoved = Promise.objects.filter(pk=promise.pk, status=Promise.Status.OPEN, due_at=promise.due_at)
    if unmoved.update(moves_count=F("moves_count") + 1, **changes) != 1:
        raise Conflict(_("This promise has just been changed by somebody else: open it again."))
