"""Changes of fields by a plain edit, as the entry of the journal keeps them: field, before, after (C1)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Model

from okno.ground.journal.change_text import Change, stored_value
from okno.ground.journal.models import Entry

LOOKED_AT = 20


def change_fields(thing: Model, new_values: Mapping[str, object]) -> list[Change]:
    """Set the fields that differ and return their changes, in the order given; the thing is not saved."""
    before = {name: getattr(thing, name) for name in new_values}
    changes = changes_between(thing, before, new_values)
    for change in changes:
        setattr(thing, change["field"], new_values[change["field"]])
    return changes


def save_changes(thing: Model, new_values: Mapping[str, object]) -> list[Change]:
    """Set and save the fields that differ, no others, and return their changes; save nothing without any."""
    changes = change_fields(thing, new_values)
    if changes:
        thing.save(update_fields=changed_names(changes))
    return changes


def changes_between(thing: Model, before: Mapping[str, object], after: Mapping[str, object]) -> list[Change]:
    """Return the changes of the fields named by `after` whose value differs from the one in `before`."""
    return [
        Change(
            model=thing._meta.label_lower,
            field=name,
            before=stored_value(before.get(name)),
            after=stored_value(value),
        )
        for name, value in after.items()
        if before.get(name) != value
    ]


def changed_names(changes: Collection[Change]) -> list[str]:
    """Return the names of the changed fields, as `save(update_fields=…)` takes them."""
    return [change["field"] for change in changes]


def last_changes(thing: Model, names: Collection[str]) -> dict[str, tuple[str, datetime]]:
    """Return, for each of these fields that was changed, who changed it last and when.

    Only the last LOOKED_AT entries about the thing are read.
    """
    changes: dict[str, tuple[str, datetime]] = {}
    for entry in Entry.objects.about(thing).select_related("by", "token")[:LOOKED_AT]:
        for name in set(changed_names(entry.changes)) & set(names):
            changes.setdefault(name, (entry.who, entry.at))
    return changes
