"""C4, C5a: where a client stands and what comes next."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from okno.clients.events import StatusSet, StatusWithoutStep
from okno.clients.meanwhile import SetMeanwhile, set_by_another
from okno.clients.models import Company
from okno.clients.permissions import can_set_status
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import at_hour, local_date
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee


@action
def set_status(
    *,
    company: Company,
    status_text: str,
    next_step: str = "",
    next_step_on: date | None = None,
    seen_at: datetime | None = None,
    by: Employee | None,
    at: datetime,
) -> Company:
    """A step without a date is no step: both or neither.

    `seen_at`: when the one who writes looked. SetMeanwhile (an Invalid) when another has written since: it
    tells what, and the `seen_at` with which to write over it knowingly.
    """
    allow(can_set_status(by, company))
    status_text, next_step = status_text.strip(), next_step.strip()
    _check(status_text, next_step, next_step_on, at)
    if not _write(company, status_text, next_step, next_step_on, seen_at=seen_at, by=by, at=at):
        return company
    event = StatusSet if next_step else StatusWithoutStep
    words = {"status_text": status_text, "next_step": next_step}
    record(event, subject=company, company=company, by=by, at=at, next_step_on=next_step_on, **words)
    return company


def _check(status_text: str, next_step: str, next_step_on: date | None, at: datetime) -> None:
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
    by: Employee | None,
    at: datetime,
) -> bool:
    """False when he wrote just this himself today since he looked: his answer was lost, nothing is new."""
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
            raise SetMeanwhile(entry)
        said = {name: value for name, value in fields.items() if name != "status_at"}
        if row.filter(status_at__gte=at_hour(local_date(at), 0), **said).exists():
            company.refresh_from_db(fields=list(fields))
            return False
        row.update(**fields)
    for name, value in fields.items():
        setattr(company, name, value)
    return True
