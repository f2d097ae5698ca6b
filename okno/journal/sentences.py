"""From an event and its data to a sentence in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from okno.kernel.events import Event
from okno.kernel.kept import tell
from okno.kernel.money import format_minor

KINDS = ("at", "on", "minor")


def render(event: Event, data: Mapping[str, object]) -> str:
    """Fill the event's sentence; `*_minor` becomes money, `*_on` a date, `*_at` a moment.

    «{due}» is filled by `due`, or by `due_at`, `due_on`, `due_minor`; what is missing shows as «…».
    """
    shown = _Shown({key: _show(key, value) for key, value in data.items()})
    return str(event.sentence).format_map(shown)


class _Shown(dict[str, str]):
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
    return tell(value)


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{date_format(local)}, {local:%H:%M}"
