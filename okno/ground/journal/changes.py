"""Changes of fields by a plain edit, described for one entry of the journal."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, time
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Text
from okno.ground.kernel.localized import deferred

Show = Callable[[str, Any], str | None]
EMPTY = "—"
LOOKED_AT = 20


def change_fields(thing: Model, new_values: Mapping[str, object], show: Show | None = None) -> Text:
    """Set the fields and return what changed, such as «phone: — → +7…»; "" when no value differs.

    The thing is not saved; the text is lazy, for the language of each reader. `show` returns the text of a
    field's value, or None where the stored value is shown.
    """
    changed: list[tuple[Any, object, object]] = []
    for name, value in new_values.items():
        before = getattr(thing, name)
        if before == value:
            continue
        setattr(thing, name, value)
        changed.append((thing._meta.get_field(name), before, value))
    return deferred(lambda: "; ".join(_describe(*change, show) for change in changed)) if changed else ""


def _describe(field: Any, before: object, after: object, show: Show | None) -> str:
    name = getattr(field, "verbose_name", field.name)
    values = {
        side: (show(field.name, value) if show else None) or _value_text(value, field)
        for side, value in (("before", before), ("after", after))
    }
    return _("{field}: {before} → {after}").format(field=name, **values)


def last_changes(thing: Model, names: Collection[str]) -> dict[str, tuple[str, datetime]]:
    """Return, for each of these fields that was changed, who changed it last and when.

    Only the last LOOKED_AT entries are read, and of them those that list their `fields`.
    """
    changes: dict[str, tuple[str, datetime]] = {}
    for entry in Entry.objects.about(thing).select_related("by", "token")[:LOOKED_AT]:
        for name in set(entry.data.get("fields", ())) & set(names):
            changes.setdefault(name, (entry.who, entry.at))
    return changes


def _value_text(value: object, field: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or EMPTY
    labels = dict(getattr(field, "flatchoices", ()))
    return str(labels.get(value, value)) if value not in (None, "") else EMPTY
