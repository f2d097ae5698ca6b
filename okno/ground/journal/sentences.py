"""The sentences of entries: an event and its data rendered in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from okno.ground.journal.change_text import changes_text, is_changes
from okno.ground.kernel.events import Event
from okno.ground.kernel.localized import render
from okno.ground.kernel.money import format_minor

KINDS = ("at", "on", "minor")


def render_entry(event: Event, data: Mapping[str, object]) -> str:
    """Return the event's sentence filled with the data: `*_minor` as money, `*_on` a date, `*_at` an instant,
    a list of changes as «field: before → after».

    «{due}» is filled by `due`, or else by `due_at`, `due_on` or `due_minor`; a missing value shows as «…».
    """
    values = _Values({key: _show(key, value) for key, value in data.items()})
    return str(event.sentence).format_map(values)


class _Values(dict[str, str]):
    """Values by the names of their placeholders; a name without its ending is looked up with each ending."""

    def __missing__(self, key: str) -> str:
        return next((self[named] for kind in KINDS if (named := f"{key}_{kind}") in self), "…")


def _show(key: str, value: object) -> str:
    if value is None:
        return "—"
    if key.endswith("_minor"):
        return format_minor(int(str(value)), get_language() or "ru")
    if key.endswith("_on"):
        return date_format(date.fromisoformat(str(value)))
    if key.endswith("_at"):
        return _moment(datetime.fromisoformat(str(value)))
    return changes_text(value) if is_changes(value) else render(value)


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{date_format(local)}, {local:%H:%M}"
