"""Writing the journal: the one place where things that happened become entries."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from okno.journal.models import Entry
from okno.kernel.events import Event

if TYPE_CHECKING:
    from okno.clients.models import Company
    from okno.people.models import Employee

Reaction = Callable[[Entry], None]


def record(
    event: Event,
    *,
    subject: Model,
    company: "Company | None",
    by: "Employee | None",
    at: datetime,
    **data: object,
) -> Entry:
    """Write one entry and let other rooms react, in the caller's transaction.

    `data` fills the event's sentence and must be JSON: ints, strings, dates (kept as ISO). Reactions are the
    table `OKNO_HANDLERS`, called in its order; one that raises takes the whole action back.
    """
    entry = Entry.objects.create(
        at=at,
        kind=event.name,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        company=company,
        by=by,
        audience=event.audience,
        to_client=event.to_client and company is not None,
        data={key: value.isoformat() if isinstance(value, date) else value for key, value in data.items()},
    )
    for reaction in _reactions(event.name):
        reaction(entry)
    return entry


@cache
def _reactions(event_name: str) -> list[Reaction]:
    table: dict[str, list[str]] = import_string(settings.OKNO_HANDLERS)
    return [import_string(path) for path in table.get(event_name, ())]
