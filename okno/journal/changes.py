"""Which fields a plain edit changed, for one entry of the journal."""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from okno.journal.models import Entry
from okno.kernel.errors import Text
from okno.kernel.kept import later

EMPTY = "—"
LOOKED_AT = 20


def change_fields(thing: Model, given: Mapping[str, object]) -> Text:
    """Set the given fields and tell what changed: «phone: — → +7…»; an empty string when nothing did.

    The thing is not saved; the sentence is lazy, for the language of each who reads it.
    """
    changed: list[tuple[Any, object, object]] = []
    for name, value in given.items():
        before = getattr(thing, name)
        if before == value:
            continue
        setattr(thing, name, value)
        changed.append((thing._meta.get_field(name), before, value))
    return later(lambda: "; ".join(_told(*one) for one in changed)) if changed else ""


def _told(field: Any, before: object, after: object) -> str:
    name = getattr(field, "verbose_name", field.name)
    words = {"field": name, "before": _shown(before, field), "after": _shown(after, field)}
    return _("{field}: {before} → {after}").format(**words)


def last_changes(thing: Model, names: Collection[str]) -> dict[str, tuple[str, datetime]]:
    """Who changed each of these fields last, and when: from entries that name their `fields`."""
    found: dict[str, tuple[str, datetime]] = {}
    for entry in Entry.objects.about(thing).select_related("by")[:LOOKED_AT]:
        for name in set(entry.data.get("fields", ())) & set(names):
            found.setdefault(name, (str(entry.by or ""), entry.at))
    return found


def _shown(value: object, field: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    words = dict(getattr(field, "flatchoices", ()))
    return str(words.get(value, value)) if value not in (None, "") else EMPTY
