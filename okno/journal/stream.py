"""The stream of one client, by pages: the next page is found by the last entry, never by an offset."""

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

from okno.journal.models import Entry
from okno.journal.topics import TOPICS, kinds_of
from okno.journal.wordings import with_wordings

if TYPE_CHECKING:
    from okno.people.models import Employee

SIZE = 30
OFFERED = ("calls", "letters", "money", "documents", "promises")


@dataclass(frozen=True)
class Chip:
    """One filter above a stream; `query` asks for it, of the page and of its stream alike."""

    label: str | Lazy
    query: str
    is_on: bool
    url: str


@dataclass(frozen=True)
class Stream:
    """Entries from the newest; `next_url` is empty on the last page, `chips` are there for a whole client."""

    entries: list[Entry]
    next_url: str
    chips: tuple[Chip, ...] = ()
    is_filtered: bool = False


def stream_of(
    company: Model, reader: "Employee", after: str = "", topic: str = "", internal: str | bool = ""
) -> Stream:
    """What the reader may see of the company's journal; `after` is what `next_url` carries.

    `topic` is one of topics.TOPICS; `internal`: only what the client does not see. Both come as the page's
    query has them; what is not a topic filters nothing.
    """
    topic, only_internal = topic if topic in TOPICS else "", internal in (True, "1")
    visible = Entry.objects.visible_to(reader).filter(company_id=company.pk).select_related("by")
    if topic:
        visible = visible.filter(kind__in=kinds_of(topic))
    if only_internal:
        visible = visible.filter(to_client=False)
    if place := _place(after):
        at, pk = place
        visible = visible.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk), at__lte=at)
    found = list(visible[: SIZE + 1])
    entries = with_wordings(with_links(found[:SIZE], reader), reader)
    url = reverse("journal:company_stream", args=[company.pk])
    next_url = f"{url}?{_query(topic, only_internal, entries[-1])}" if len(found) > SIZE else ""
    return Stream(entries, next_url, _chips(url, topic, only_internal), bool(topic or only_internal))


def _chips(url: str, topic: str, internal: bool) -> tuple[Chip, ...]:
    """Everything, the topics people ask for, and what is internal, which goes together with any of them."""
    asked: list[tuple[str, str | Lazy, bool, bool]] = [
        ("", _("everything"), False, not topic and not internal)
    ]
    asked += [(one, TOPICS[one], internal, one == topic) for one in OFFERED]
    asked.append((topic, _("internal only"), not internal, internal))
    chips = []
    for wanted, label, only_internal, is_on in asked:
        query = f"?{_query(wanted, only_internal)}"
        chips.append(Chip(label, query, is_on, f"{url}{query}"))
    return tuple(chips)


def _query(topic: str, internal: bool, last: Entry | None = None) -> str:
    asked = {"topic": topic, "internal": "1" if internal else ""}
    asked["after"] = f"{last.at.astimezone(UTC).isoformat()}_{last.pk}" if last else ""
    return urlencode({name: value for name, value in asked.items() if value})


def filters_of(query: Mapping[str, str]) -> dict[str, str]:
    """The stream's filters as a page's address has them: what `stream_of` takes."""
    return {name: query.get(name, "") for name in ("topic", "internal")}


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
    at, _line, pk = after.partition("_")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    if moment.tzinfo is None or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return moment, int(pk)
