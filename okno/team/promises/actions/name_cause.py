"""Name the cause of a slip: our role or person, the client's side, or force majeure (D3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.localized import freeze
from okno.team.people.models import Employee, Role
from okno.team.promises.events import CauseNamed, CauseOfOursNamed
from okno.team.promises.models import Promise
from okno.team.promises.permissions import can_name_cause


@action
def name_cause(
    *,
    promise: Promise,
    cause: str,
    cause_role: str = "",
    cause_person: Employee | None = None,
    cause_note: str = "",
    by: Actor,
    at: datetime,
) -> Promise:
    """Set the cause of a promise that slipped and return the promise; a former cause is replaced.

    Raises Conflict when the promise has not slipped, Invalid when the cause is incomplete: a cause of ours
    needs a role or a person, any other has neither.
    """
    allow(can_name_cause(by, promise, local_date(at)))
    _check(cause, cause_role, cause_person)
    if not promise.has_slipped(at):
        raise Conflict(_("This promise has not slipped: there is nothing to name a cause of."))
    fields = {
        "cause": cause,
        "cause_role": cause_role,
        "cause_person": cause_person,
        "cause_note": cause_note.strip(),
    }
    Promise.objects.filter(pk=promise.pk).update(**fields)
    for name, value in fields.items():
        setattr(promise, name, value)
    event, cause_fields = CauseNamed, {"cause": freeze(Promise.Cause(cause))}
    if cause == Promise.Cause.OURS:
        roles = [Role(cause_role)] if cause_role else []
        event, cause_fields = CauseOfOursNamed, {"whose": freeze([*_names(cause_person), *roles])}
    note = promise.cause_note
    record(
        event,
        subject=promise,
        by=by,
        at=at,
        what=promise.what,
        note=note,
        **cause_fields,
    )
    return promise


def _check(cause: str, role: str, person: Employee | None) -> None:
    """Raise Invalid when the cause is unknown or its role and person do not fit it."""
    if cause not in Promise.Cause.values:
        raise Invalid(cause=_("Choose whose cause it was."))
    if role and role not in Role.values:
        raise Invalid(cause_role=_("Choose one of the roles."))
    if cause == Promise.Cause.OURS and not role and person is None:
        raise Invalid(cause_role=_("Say whose work or planning it was: a role, a person, or both."))
    if cause != Promise.Cause.OURS and (role or person is not None):
        raise Invalid(cause=_("A role or a person of ours is named only when the cause is ours."))


def _names(person: Employee | None) -> list[str]:
    """Return the person's name in a list, or an empty list."""
    return [person.name] if person is not None else []
