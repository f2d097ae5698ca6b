"""Changes of fields as the journal stores them, and their text in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, TypedDict, TypeGuard

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okno.ground.kernel.localized import freeze, render
from okno.ground.kernel.money import format_minor
from okno.ground.ui.formatting import percent_text

EMPTY = "—"
# The value's text by (field, stored value), or None for the text of every field of its kind.
ValueText = Callable[[str, Any], str | None]
# By the label of the model, "deals.pipelinestage": fields whose stored value says nothing to a reader.
VALUE_TEXTS: dict[str, ValueText] = {}


class Change(TypedDict):
    """One field of a record before and after; `model` is its label, as in "clients.contact".

    The values are as JSON holds them: dates in ISO, sums in minor units, a choice by its code, a record as
    its `id` and the name that it had then.
    """

    model: str
    field: str
    before: Any
    after: Any


def stored_value(value: object) -> Any:
    """Return the value of a field as a change stores it."""
    if isinstance(value, Model):
        return {"id": value.pk, "name": str(value)}
    if isinstance(value, date | time):
        return value.isoformat()
    return freeze(value)


def is_changes(value: object) -> TypeGuard[list[Change]]:
    """Return whether the value of an entry's data is a list of changes."""
    return isinstance(value, list) and bool(value) and all(_is_change(item) for item in value)


def changes_text(changes: Sequence[Change]) -> str:
    """Return «phone: — → +7…; position: …» in the reader's language, in the order of the list."""
    return "; ".join(_change_text(change) for change in changes)


def field_label(change: Change) -> str:
    """Return the name of the field for people; the bare name when the model or the field is no more."""
    field = _field_of(change)
    return str(getattr(field, "verbose_name", change["field"]))


def _is_change(item: object) -> bool:
    return isinstance(item, Mapping) and set(item) == set(Change.__annotations__)


def _change_text(change: Change) -> str:
    return _("{field}: {before} → {after}").format(
        field=field_label(change),
        before=_value_text(change, change["before"]),
        after=_value_text(change, change["after"]),
    )


def _field_of(change: Change) -> Any:
    try:
        return apps.get_model(change["model"])._meta.get_field(change["field"])
    # An entry outlives the model and the field: rooms are renamed, the journal is not rewritten.
    except (LookupError, FieldDoesNotExist):
        return None


def _value_text(change: Change, value: Any) -> str:
    own = VALUE_TEXTS.get(change["model"])
    if own and (text := own(change["field"], value)) is not None:
        return text
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, "", []):
        return EMPTY
    if isinstance(value, Mapping) and "id" in value:
        return str(value["name"])
    return _text_by_field(change["field"], _field_of(change), value)


def _text_by_field(name: str, field: Any, value: Any) -> str:
    if name.endswith("_minor"):
        return format_minor(int(value), get_language() or "ru")
    if name.endswith("_bp"):
        return percent_text(int(value))
    kind = field.get_internal_type() if field else ""
    if kind == "DateField":
        return date_format(date.fromisoformat(value))
    if kind == "DateTimeField":
        return date_format(datetime.fromisoformat(value), "SHORT_DATETIME_FORMAT")
    if kind == "TimeField":
        return str(value)[:5]
    labels = dict(getattr(field, "flatchoices", ()))
    return str(labels.get(value)) if value in labels else render(value)
