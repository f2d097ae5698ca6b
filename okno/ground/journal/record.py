"""Recording: the one place where events become journal entries."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import Actor, actor_of
from okno.ground.kernel.events import Event
from okno.ground.kernel.localized import freeze

if TYPE_CHECKING:
    from okno.records.clients.models import Company

Reaction = Callable[[Entry], None]
# How long a form whose response was lost may be sent again.
REPEATED_WITHIN = timedelta(days=3)


def company_of(subject: Model) -> "Company | None":
    """Return the company in whose journal an entry about the subject stands, or None when it is nobody's.

    A model says it by its attribute `company`: a foreign key, a property, or `company = None` where it
    belongs to no client. Raises TypeError when the model says nothing, so that none is forgotten.
    """
    try:
        company: Company | None = subject.company  # type: ignore[attr-defined]
    except AttributeError as error:
        raise TypeError(f"{subject._meta.label} does not say whose it is: see journal/README.md") from error
    return company


def record(
    event: Event,
    *,
    subject: Model,
    by: Actor,
    at: datetime,
    **data: object,
) -> Entry:
    """Write and return one entry and call the reactions of other rooms, in the caller's transaction.

    The entry stands in the journal of the subject's company (`company_of`).
    `data` fills the event's sentence: ints, strings, dates (stored as ISO), and texts of ours as `freeze`
    takes them: a choice by its code, a lazy sentence in all languages. The reactions are those of the table
    `OKNO_HANDLERS`, called in its order; if one raises, the whole action is rolled back.
    """
    return _written(_entry(event, subject, by, at, data))


def record_for(
    company: "Company | None", event: Event, *, subject: Model, by: Actor, at: datetime, **data: object
) -> Entry:
    """Write and return one entry, as `record` does, about a subject that belongs to no company.

    It stands in the journal of `company`: of the one for whose sake it was done. Raises ValueError when the
    subject belongs to a company itself.
    """
    if company_of(subject) is not None:
        raise ValueError(f"{subject!r} has a company of its own")
    entry = _entry(event, subject, by, at, data)
    entry.company, entry.to_client = company, event.to_client and company is not None
    return _written(entry)


def recorded_before(event: Event, *, by: Actor, at: datetime, once: str = "", **data: object) -> Entry | None:
    """Return the entry that this form has already made, or None.

    `once` is the id of the form, stored by `record` with the data: a form sent again after a lost response
    writes nothing new. A form with the same id and other data is a new thing to write.
    """
    if not once or by.employee is None:
        return None
    # Of two concurrent requests of one employee the second waits here, and then finds the first one's entry.
    type(by.employee)._base_manager.select_for_update(no_key=True).get(pk=by.employee_id)
    same = Entry.objects.filter(
        at__gte=at - REPEATED_WITHIN, kind=event.name, by=by.employee, data__once=once
    )
    return next((entry for entry in same if entry.data == _kept({**data, "once": once})), None)


def record_each(
    event: Event,
    things: Iterable[tuple[Model, Mapping[str, object]]],
    *,
    by: Actor,
    at: datetime,
) -> list[Entry]:
    """Write an entry for each (subject, data) by bulk inserts, and return them all.

    The reactions are called afterwards, for one entry at a time.
    """
    entries = [_entry(event, subject, by, at, data) for subject, data in things]
    Entry.objects.bulk_create(entries, batch_size=500)
    # Reaction by reaction, not entry by entry: an order of the table holds for the whole set.
    for reaction in _reactions(event.name):
        for entry in entries:
            reaction(entry)
    return entries


def _written(entry: Entry) -> Entry:
    entry.save()
    for reaction in _reactions(entry.kind):
        reaction(entry)
    return entry


def _entry(
    event: Event,
    subject: Model,
    by: Actor,
    at: datetime,
    data: Mapping[str, object],
) -> Entry:
    actor, company = actor_of(by), company_of(subject)
    return Entry(
        at=at,
        kind=event.name,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        company=company,
        by=actor.employee,
        actor_kind=actor.kind,
        token_id=actor.token_id,
        audience=event.audience,
        to_client=event.to_client and company is not None,
        data=_kept(data),
    )


def _kept(data: Mapping[str, object]) -> dict[str, object]:
    return {
        key: value.isoformat() if isinstance(value, date) else freeze(value) for key, value in data.items()
    }


# The table is code: read once a process.
@cache
def _reactions(event_name: str) -> list[Reaction]:
    table: dict[str, list[str]] = import_string(settings.OKNO_HANDLERS)
    return [import_string(path) for path in table.get(event_name, ())]
