"""The stream of one client, by pages: the next page is found by the last entry, never by an offset."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Model, Q, Value
from django.urls import reverse

from okno.journal.models import Entry

if TYPE_CHECKING:
    from okno.people.models import Employee

SIZE = 30


@dataclass(frozen=True)
class Stream:
    """Entries from the newest; `next_url` is empty on the last page."""

    entries: list[Entry]
    next_url: str


def stream_of(company: Model, reader: "Employee", after: str = "") -> Stream:
    """What the reader may see of the company's journal; `after` is what `next_url` carries."""
    visible = Entry.objects.visible_to(reader).filter(company_id=company.pk).select_related("by")
    if place := _place(after):
        at, pk = place
        visible = visible.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk), at__lte=at)
    found = list(visible[: SIZE + 1])
    entries = with_links(found[:SIZE], reader)
    if len(found) <= SIZE:
        return Stream(entries, "")
    last = entries[-1]
    query = urlencode({"after": f"{last.at.astimezone(UTC).isoformat()}_{last.pk}"})
    return Stream(entries, f"{reverse('journal:company_stream', args=[company.pk])}?{query}")


def stream_by(employee: "Employee", reader: "Employee") -> Stream:
    """The last that this person did, of what the reader may see."""
    visible = Entry.objects.visible_to(reader).filter(by=employee).select_related("by", "company")
    return Stream(with_links(visible[:SIZE], reader), "")


def with_links(entries: Iterable[Entry], reader: "Employee") -> list[Entry]:
    """Each with `link`, its subject's page, if this reader may open it; one query for all kinds."""
    shown = list(entries)
    ids: dict[str, set[int]] = defaultdict(set)
    for entry in shown:
        if entry.subject_url:
            ids[entry.subject_kind].add(entry.subject_id)
    open_to = _open_to(reader, ids)
    for entry in shown:
        may_open = (entry.subject_kind, entry.subject_id) in open_to
        entry.link = entry.subject_url if may_open else ""  # type: ignore[attr-defined]
    return shown


def _open_to(reader: "Employee", ids: dict[str, set[int]]) -> set[tuple[str, int]]:
    parts = []
    for kind, of_kind in ids.items():
        things: Any = apps.get_model(kind)._default_manager
        visible = things.visible_to(reader) if hasattr(things, "visible_to") else things
        parts.append(visible.filter(pk__in=of_kind).order_by().values_list(Value(kind), "pk"))
    return set(parts[0].union(*parts[1:])) if parts else set()


def _place(after: str) -> tuple[datetime, int] | None:
    """The last entry seen; None for what no stream gave, which shows the first page."""
    at, _sign, pk = after.partition("_")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    if moment.tzinfo is None or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return moment, int(pk)
