"""Whose a slip was: our role and person, the client's side, or force majeure (D3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.kernel.kept import keep
from okno.people.models import Employee, Role
from okno.promises.events import CauseNamed, CauseOfOursNamed
from okno.promises.models import Promise
from okno.promises.permissions import can_name_cause


@action
def name_cause(
    *,
    promise: Promise,
    cause: str,
    cause_role: str = "",
    cause_person: Employee | None = None,
    cause_note: str = "",
    by: Employee | None,
    at: datetime,
) -> Promise:
    """Of a promise that slipped, by its date or by a move; named anew, it takes the place of the former."""
    allow(can_name_cause(by, promise, local_date(at)))
    _check(cause, cause_role, cause_person)
    if not promise.has_slipped(at):
        raise Conflict(_("This promise has not slipped: there is nothing to name a cause of."))
    named = {
        "cause": cause,
        "cause_role": cause_role,
        "cause_person": cause_person,
        "cause_note": cause_note.strip(),
    }
    Promise.objects.filter(pk=promise.pk).update(**named)
    for name, value in named.items():
        setattr(promise, name, value)
    event, words = CauseNamed, {"cause": keep(Promise.Cause(cause))}
    if cause == Promise.Cause.OURS:
        roles = [Role(cause_role)] if cause_role else []
        event, words = CauseOfOursNamed, {"whose": keep([*_names(cause_person), *roles])}
    note = promise.cause_note
    record(
        event, subject=promise, company=promise.company, by=by, at=at, what=promise.what, note=note, **words
    )
    return promise


def _check(cause: str, role: str, person: Employee | None) -> None:
    if cause not in Promise.Cause.values:
        raise Invalid(cause=_("Choose whose cause it was."))
    if role and role not in Role.values:
        raise Invalid(cause_role=_("Choose one of the roles."))
    if cause == Promise.Cause.OURS and not role and person is None:
        raise Invalid(cause_role=_("Say whose work or planning it was: a role, a person, or both."))
    if cause != Promise.Cause.OURS and (role or person is not None):
        raise Invalid(cause=_("A role or a person of ours is named only when the cause is ours."))


def _names(person: Employee | None) -> list[str]:
    return [person.name] if person is not None else []
