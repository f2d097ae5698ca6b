"""Make a promise that something will happen by a date."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.translation import gettext as _

from okno.ground.journal.record import record, recorded_before
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, Text, allow
from okno.team.people.models import Employee
from okno.team.promises.confirmation import require_engineer
from okno.team.promises.events import PromiseMade
from okno.team.promises.models import Promise
from okno.team.promises.permissions import can_make_promise
from okno.team.promises.receiver import check_works

if TYPE_CHECKING:
    from okno.records.clients.models import Company


@action
def make_promise(
    *,
    what: Text,
    owner: Employee,
    due_at: datetime,
    company: "Company | None" = None,
    subject: Model | None = None,
    confirmed_by: Employee | None = None,
    colleague: Employee | None = None,
    kind: str = Promise.Kind.ACT,
    once: str = "",
    by: Actor,
    at: datetime,
) -> Promise:
    """Create a promise and return it; with a `once` that was used before, return that promise.

    `confirmed_by` is the engineer behind a delivery date; anybody else is refused (guard 3). A lazy `what` is
    a sentence of the product, read by everybody in their own language. A promise of the kind "clarify" is
    kept by writing what the client really needs (C6). `once` names the form that was filled in: sent again
    after a lost answer, it makes one promise. Raises Invalid when a field cannot be accepted.
    """
    allow(can_make_promise(by))
    _check(what, owner, colleague, kind)
    _lies_ahead(due_at, at)
    if confirmed_by is not None:
        require_engineer(confirmed_by)
    text = what.strip() if isinstance(what, str) else what
    entry_fields: dict[str, Any] = {"what": text, "owner": owner.name, "due_at": due_at}
    entry_fields |= {"once": once} if once else {}
    if earlier := recorded_before(PromiseMade, by=by, at=at, **entry_fields):
        return Promise.objects.get(pk=earlier.subject_id)
    promise = Promise.objects.create(
        what=text,  # type: ignore[misc]
        owner=owner,
        company=company,
        **_about(subject),
        kind=kind,
        colleague=colleague,
        due_at=due_at,
        first_due_at=due_at,
        confirmed_by=confirmed_by,
        made_by=by.employee,
        made_at=at,
    )
    record(PromiseMade, subject=promise, by=by, at=at, **entry_fields)
    return promise


def _about(subject: Model | None) -> dict[str, Any]:
    """Return the fields that bind a promise to its subject; empty without one."""
    if subject is None:
        return {}
    return {"subject_kind": subject._meta.label_lower, "subject_id": subject.pk}


def _lies_ahead(due_at: datetime, at: datetime) -> None:
    """Raise Invalid when the due date has passed."""
    if due_at < at:
        raise Invalid(due_at=_("A promise is about the future: choose a later date."))


def _check(what: Text, owner: Employee, colleague: Employee | None, kind: str) -> None:
    """Raise Invalid when what is promised is empty, the people are unsuitable or the kind is unknown."""
    if not str(what).strip():
        raise Invalid(what=_("Write what is promised."))
    if colleague == owner:
        raise Invalid(colleague=_("One does not promise to himself: choose a colleague or leave it empty."))
    check_works(owner=owner, colleague=colleague)
    if kind not in Promise.Kind.values:
        raise Invalid(kind=_("A promise is to do something or to clarify something."))
