"""Streams of entries by pages: the next page starts after the last entry, so new entries shift nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Model, Q, Value
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.journal.client_wording import with_wordings
from okno.ground.journal.models import Entry
from okno.ground.journal.topics import TOPICS, kinds_of

if TYPE_CHECKING:
    from okno.team.people.models import Employee

SIZE = 30
OFFERED = ("calls", "letters", "money", "documents", "promises")


@dataclass(frozen=True)
class Chip:
    """A filter above a stream; `query` is its query string, the same for the page and for its stream."""

    label: str | Lazy
    query: str
    is_on: bool
    url: str


@dataclass(frozen=True)
class Stream:
    """A page of entries, the newest first; `next_url` is "" on the last, `chips` are of a whole client."""

    entries: list[Entry]
    next_url: str
    chips: tuple[Chip, ...] = ()
    is_filtered: bool = False


def stream_of(
    company: Model, reader: "Employee", after: str = "", topic: str = "", internal: str | bool = ""
) -> Stream:
    """Return a page of the company's entries that the reader may see; `after` comes from `next_url`.

    `topic` is one of topics.TOPICS, and with `internal` only entries hidden from the client are shown. Both
    come as they stand in the page's query; an unknown topic filters nothing.
    """
    topic, only_internal = topic if topic in TOPICS else "", internal in (True, "1")
    visible = Entry.objects.visible_to(reader).filter(company_id=company.pk).select_related("by", "token")
    if topic:
        visible = visible.filter(kind__in=kinds_of(topic))
    if only_internal:
        visible = visible.filter(to_client=False)
    if place := _place(after):
        at, pk = place
        visible = visible.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk), at__lte=at)
    rows = list(visible[: SIZE + 1])
    entries = with_wordings(with_links(rows[:SIZE], reader), reader)
    url = reverse("journal:company_stream", args=[company.pk])
    next_url = f"{url}?{_query(topic, only_internal, entries[-1])}" if len(rows) > SIZE else ""
    return Stream(entries, next_url, _chips(url, topic, only_internal), bool(topic or only_internal))


def _chips(url: str, topic: str, internal: bool) -> tuple[Chip, ...]:
    """Return the filters: everything, the OFFERED topics, and internal entries, within any topic."""
    choices: list[tuple[str, str | Lazy, bool, bool]] = [
        ("", _("everything"), False, not topic and not internal)
    ]
    choices += [(name, TOPICS[name], internal, name == topic) for name in OFFERED]
    choices.append((topic, _("internal only"), not internal, internal))
    chips = []
    for wanted, label, only_internal, is_on in choices:
        query = f"?{_query(wanted, only_internal)}"
        chips.append(Chip(label, query, is_on, f"{url}{query}"))
    return tuple(chips)


def _query(topic: str, internal: bool, last: Entry | None = None) -> str:
    """Return the query string of these filters and of the page after the entry `last`."""
    fields = {"topic": topic, "internal": "1" if internal else ""}
    fields["after"] = f"{last.at.astimezone(UTC).isoformat()}_{last.pk}" if last else ""
    return urlencode({name: value for name, value in fields.items() if value})


def filters_of(query: Mapping[str, str]) -> dict[str, str]:
    """Return the stream's filters in a page's query, as `stream_of` takes them."""
    return {name: query.get(name, "") for name in ("topic", "internal")}


def stream_by(employee: "Employee", reader: "Employee") -> Stream:
    """Return the last entries of this employee's acts that the reader may see."""
    visible = Entry.objects.visible_to(reader).filter(by=employee).select_related("by", "token", "company")
    return Stream(with_links(visible[:SIZE], reader), "")


def with_links(entries: Iterable[Entry], reader: "Employee") -> list[Entry]:
    """Return the entries with `link` set: the subject's page, or "" when the reader may not open it.

    One query answers for all kinds of subjects.
    """
    rows = list(entries)
    ids: dict[str, set[int]] = defaultdict(set)
    for entry in rows:
        if entry.subject_url:
            ids[entry.subject_kind].add(entry.subject_id)
    open_to = _open_to(reader, ids)
    for entry in rows:
        may_open = (entry.subject_kind, entry.subject_id) in open_to
        entry.link = entry.subject_url if may_open else ""  # type: ignore[attr-defined]
    return rows


def _open_to(reader: "Employee", ids: dict[str, set[int]]) -> set[tuple[str, int]]:
    """Return the (kind, id) of those subjects that the reader may see."""
    parts = []
    for kind, of_kind in ids.items():
        things: Any = apps.get_model(kind)._default_manager
        visible = things.visible_to(reader) if hasattr(things, "visible_to") else things
        # Without an order: SQLite takes no ORDER BY in a part of a UNION.
        parts.append(visible.filter(pk__in=of_kind).order_by().values_list(Value(kind), "pk"))
    return set(parts[0].union(*parts[1:])) if parts else set()


def _place(after: str) -> tuple[datetime, int] | None:
    """Return the instant and the id of the last entry shown.

    Malformed text gives None, and with it the first page.
    """
    at, _line, pk = after.partition("_")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    if moment.tzinfo is None or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return moment, int(pk)
