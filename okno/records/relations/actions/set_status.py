"""Set where a client stands and what comes next (C4, C5a)."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.records.clients.models import Company
from okno.records.relations.events import StatusSet, StatusWithoutStep
from okno.records.relations.permissions import can_set_status
from okno.records.relations.stale_status import StatusSetMeanwhile, set_by_another


@action
def set_status(
    *,
    company: Company,
    status_text: str,
    next_step: str = "",
    next_step_on: date | None = None,
    seen_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Company:
    """Set the client's status and next step and return the company.

    A step needs a date and a date needs a step. `seen_at` is when the writer looked at the client: if
    somebody else has set a status since, StatusSetMeanwhile (an Invalid) is raised, which quotes it and
    carries the `seen_at` with which to overwrite it. Raises Invalid for empty or past fields.
    """
    allow(can_set_status(by, company))
    status_text, next_step = status_text.strip(), next_step.strip()
    _check(status_text, next_step, next_step_on, at)
    if not _write(company, status_text, next_step, next_step_on, seen_at=seen_at, by=by, at=at):
        return company
    event = StatusSet if next_step else StatusWithoutStep
    entry_fields = {"status_text": status_text, "next_step": next_step}
    record(event, subject=company, by=by, at=at, next_step_on=next_step_on, **entry_fields)
    return company


def _check(status_text: str, next_step: str, next_step_on: date | None, at: datetime) -> None:
    """Raise Invalid when the status is empty, or the step and its date do not fit each other or lie in the
    past.
    """
    if not status_text:
        raise Invalid(status_text=_("Write how things stand."))
    if next_step and next_step_on is None:
        raise Invalid(next_step_on=_("By what date?"))
    if next_step_on is not None and not next_step:
        raise Invalid(next_step=_("What will happen on this date?"))
    if next_step_on is not None and next_step_on < local_date(at):
        raise Invalid(next_step_on=_("The next step lies ahead: choose today or later."))


def _write(
    company: Company,
    status_text: str,
    next_step: str,
    next_step_on: date | None,
    *,
    seen_at: datetime | None,
    by: Actor,
    at: datetime,
) -> bool:
    """Write the fields and return True; False when the actor wrote exactly these today already.

    The latter happens when the answer was lost and the form is sent again: nothing is new.
    """
    fields: dict[str, object] = {
        "status_text": status_text,
        "status_at": at,
        "next_step": next_step,
        "next_step_on": next_step_on,
    }
    row = Company.objects.filter(pk=company.pk)
    unseen = Q(status_at__isnull=True) | Q(status_at__lte=seen_at) if seen_at else Q()
    if row.filter(unseen).update(**fields) != 1:
        if entry := set_by_another(company, by):
            raise StatusSetMeanwhile(entry)
        written = {name: value for name, value in fields.items() if name != "status_at"}
        if row.filter(status_at__gte=at_hour(local_date(at), 0), **written).exists():
            company.refresh_from_db(fields=list(fields))
            return False
        row.update(**fields)
    for name, value in fields.items():
        setattr(company, name, value)
    return True
