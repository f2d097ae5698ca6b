"""Somebody says that something will happen by a date."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.translation import gettext as _

from okno.journal.record import record, recorded_before
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, Text, allow
from okno.people.models import Employee
from okno.promises.confirmation import require_engineer
from okno.promises.events import PromiseMade
from okno.promises.models import Promise
from okno.promises.permissions import can_make_promise
from okno.promises.receiver import check_works

if TYPE_CHECKING:
    from okno.clients.models import Company


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
    by: Employee | None,
    at: datetime,
) -> Promise:
    """`confirmed_by`: the engineer behind a delivery date; anyone else is refused (guard 3).

    A lazy `what` is a sentence of ours, read by each in his language.
    `kind` «clarify»: what came in was unclear; it is kept by telling what the client really needs (C6).
    `once` names the form that was filled: sent again after a lost answer, it promises once.
    """
    allow(can_make_promise(by))
    _check(what, owner, colleague, kind)
    _lies_ahead(due_at, at)
    if confirmed_by is not None:
        require_engineer(confirmed_by)
    said = what.strip() if isinstance(what, str) else what
    words: dict[str, Any] = {"what": said, "owner": owner.name, "due_at": due_at}
    words |= {"once": once} if once else {}
    if before := recorded_before(PromiseMade, by=by, at=at, **words):
        return Promise.objects.get(pk=before.subject_id)
    promise = Promise.objects.create(
        what=said,  # type: ignore[misc]
        owner=owner,
        company=company,
        **_about(subject),
        kind=kind,
        colleague=colleague,
        due_at=due_at,
        first_due_at=due_at,
        confirmed_by=confirmed_by,
        made_by=by,
        made_at=at,
    )
    record(PromiseMade, subject=promise, company=company, by=by, at=at, **words)
    return promise


def _about(subject: Model | None) -> dict[str, Any]:
    if subject is None:
        return {}
    return {"subject_kind": subject._meta.label_lower, "subject_id": subject.pk}


def _lies_ahead(due_at: datetime, at: datetime) -> None:
    if due_at < at:
        raise Invalid(due_at=_("A promise is about the future: choose a later date."))


def _check(what: Text, owner: Employee, colleague: Employee | None, kind: str) -> None:
    if not str(what).strip():
        raise Invalid(what=_("Write what is promised."))
    if colleague == owner:
        raise Invalid(colleague=_("One does not promise to himself: choose a colleague or leave it empty."))
    check_works(owner=owner, colleague=colleague)
    if kind not in Promise.Kind.values:
        raise Invalid(kind=_("A promise is to do something or to clarify something."))
