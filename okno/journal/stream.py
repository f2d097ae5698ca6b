"""The stream of one client, by pages: the next page is found by the last entry, never by an offset."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Model, Q
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
    entries = found[:SIZE]
    if len(found) <= SIZE:
        return Stream(entries, "")
    last = entries[-1]
    query = urlencode({"after": f"{last.at.astimezone(UTC).isoformat()}_{last.pk}"})
    return Stream(entries, f"{reverse('journal:company_stream', args=[company.pk])}?{query}")


def stream_by(employee: "Employee", reader: "Employee") -> Stream:
    """The last that this person did, of what the reader may see."""
    visible = Entry.objects.visible_to(reader).filter(by=employee).select_related("by", "company")
    return Stream(list(visible[:SIZE]), "")


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
