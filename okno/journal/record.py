"""Writing the journal: the one place where things that happened become entries."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from okno.journal.models import Entry
from okno.kernel.events import Event
from okno.kernel.kept import keep

if TYPE_CHECKING:
    from okno.clients.models import Company
    from okno.people.models import Employee

Reaction = Callable[[Entry], None]
# For so long a form that lost its answer may be sent again.
REPEATED_WITHIN = timedelta(days=3)


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

    `data` fills the event's sentence: ints, strings, dates (kept as ISO), and our own words as `keep` takes
    them: a choice by its code, a lazy sentence in all languages. Reactions are the table `OKNO_HANDLERS`,
    called in its order; one that raises takes the whole action back.
    """
    entry = _entry(event, subject, company, by, at, data)
    entry.save()
    for reaction in _reactions(event.name):
        reaction(entry)
    return entry


def recorded_before(
    event: Event, *, by: "Employee | None", at: datetime, once: str = "", **data: object
) -> Entry | None:
    """The entry that this very form has made already: sent once more after a lost answer, it writes nothing.

    `once` names the form, and was given to `record` as data; other words in it are another thing to write.
    """
    if not once or by is None:
        return None
    # Of two of his at once the second waits here, and finds what the first has written.
    type(by)._base_manager.select_for_update(no_key=True).get(pk=by.pk)
    same = Entry.objects.filter(at__gte=at - REPEATED_WITHIN, kind=event.name, by=by, data__once=once)
    return next((one for one in same if one.data == _kept({**data, "once": once})), None)


def record_each(
    event: Event,
    things: Iterable[tuple[Model, "Company | None", Mapping[str, object]]],
    *,
    by: "Employee | None",
    at: datetime,
) -> list[Entry]:
    """An entry for each of many (subject, company, data) in one statement; then the reactions, one by one."""
    entries = [_entry(event, subject, company, by, at, data) for subject, company, data in things]
    Entry.objects.bulk_create(entries, batch_size=500)
    for reaction in _reactions(event.name):
        for entry in entries:
            reaction(entry)
    return entries


def _entry(
    event: Event,
    subject: Model,
    company: "Company | None",
    by: "Employee | None",
    at: datetime,
    data: Mapping[str, object],
) -> Entry:
    return Entry(
        at=at,
        kind=event.name,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        company=company,
        by=by,
        audience=event.audience,
        to_client=event.to_client and company is not None,
        data=_kept(data),
    )


def _kept(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value.isoformat() if isinstance(value, date) else keep(value) for key, value in data.items()}


@cache
def _reactions(event_name: str) -> list[Reaction]:
    table: dict[str, list[str]] = import_string(settings.OKNO_HANDLERS)
    return [import_string(path) for path in table.get(event_name, ())]
