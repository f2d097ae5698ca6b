"""Somebody says that something will happen by a date."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee
from okno.promises.confirmation import require_engineer
from okno.promises.events import PromiseMade
from okno.promises.models import Promise
from okno.promises.permissions import can_make_promise
from okno.promises.words import moment_text

if TYPE_CHECKING:
    from okno.clients.models import Company


@action
def make_promise(
    *,
    what: str,
    owner: Employee,
    due_at: datetime,
    company: "Company | None" = None,
    subject: Model | None = None,
    confirmed_by: Employee | None = None,
    by: Employee | None,
    at: datetime,
) -> Promise:
    """`confirmed_by`: the engineer behind a delivery date; anyone else is refused (guard 3)."""
    allow(can_make_promise(by))
    if not what.strip():
        raise Invalid(what=_("Write what is promised."))
    if due_at < at:
        raise Invalid(due_at=_("A promise is about the future: choose a later date."))
    if confirmed_by is not None:
        require_engineer(confirmed_by)
    promise = Promise.objects.create(
        what=what.strip(),
        owner=owner,
        company=company,
        subject_kind=subject._meta.label_lower if subject else "",
        subject_id=subject.pk if subject else None,
        due_at=due_at,
        first_due_at=due_at,
        confirmed_by=confirmed_by,
        made_by=by,
        made_at=at,
    )
    words = {"what": promise.what, "owner": owner.name, "due": moment_text(due_at)}
    record(PromiseMade, subject=promise, company=company, by=by, at=at, **words)
    return promise
