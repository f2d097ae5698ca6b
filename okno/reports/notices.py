"""What a person should hear of since he last looked, read from the journal (nothing is stored for him)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _

from okno.clients.models import Company
from okno.journal.models import Entry
from okno.journal.stream import with_links
from okno.people.models import Employee
from okno.people.topics import TOPICS, Channel, topics_of
from okno.promises.ladder import raised
from okno.promises.models import Promise
from okno.reports.concerns import concerning, kinds_about, topic_of
from okno.reports.hours import last_evening

if TYPE_CHECKING:
    from okno.promises.queries import PromiseQuerySet

DAYS = 7
SHOWN = 50


@dataclass(frozen=True)
class Notice:
    """One line: of what, when, who did it, where to look."""

    topic: str
    at: datetime
    text: str
    url: str
    company: Company | None
    by: Employee | None
    is_new: bool


@dataclass(frozen=True)
class News:
    """What the bell says: how many are new, the newest of them, the last entry looked through."""

    count: int
    newest: str
    last: int


def seen_since(employee: Employee, at: datetime) -> datetime:
    """From when on things are new to him: since he last looked, or the last working day's evening."""
    return max(employee.notices_seen_at or last_evening(at), at - timedelta(days=DAYS))


def notices_of(
    employee: Employee, *, since: datetime | None = None, channel: Channel = Channel.PAGE, at: datetime
) -> list[Notice]:
    """The last of what concerns him, newest first, SHOWN at most; without `since` of a week."""
    new_since = seen_since(employee, at)
    since = max(since or at - timedelta(days=DAYS), at - timedelta(days=DAYS))
    entries = heard(employee, channel, since=since, at=at).select_related("by", "company")[:SHOWN]
    told = [_of_entry(entry, new_since) for entry in with_links(entries, employee)]
    if "promises" in topics_of(employee, channel):
        told += [_of_raised(promise) for promise in newly_raised(employee, since, at)]
    return sorted(told, key=lambda notice: notice.at, reverse=True)[:SHOWN]


def heard(employee: Employee, channel: Channel, *, since: datetime, at: datetime) -> "QuerySet[Entry]":
    """Entries of the topics that he wants to hear of by this channel, after `since` and up to `at`."""
    kinds = kinds_about(topics_of(employee, channel))
    return concerning(employee, since=since, until=at).filter(kind__in=kinds).order_by("-at", "-id")


def newly_raised(employee: Employee, since: datetime, at: datetime) -> "PromiseQuerySet":
    """Promises of others that climbed up to him after `since` (D3)."""
    before = raised(employee, since).order_by().values("pk")
    climbed = raised(employee, at).exclude(pk__in=before)
    return climbed.select_related("owner", "company").order_by("due_at", "id")[:SHOWN]


def news_for(employee: Employee, *, at: datetime) -> News:
    """What is new to him, SHOWN at most: beyond that the bell only says that there is more."""
    since = seen_since(employee, at)
    found = list(heard(employee, Channel.PAGE, since=since, at=at)[:SHOWN])
    wants_promises = "promises" in topics_of(employee, Channel.PAGE)
    climbed = list(newly_raised(employee, since, at)) if wants_promises else []
    newest = found[0].sentence if found else (climbed[0].what if climbed else "")
    return News(count=min(SHOWN, len(found) + len(climbed)), newest=newest, last=last_entry())


def last_entry() -> int:
    """The number of the journal's last entry: while it stays, nothing new can have come."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def by_topic(notices: Iterable[Notice]) -> list[tuple[Lazy, list[Notice]]]:
    """The same under the topics' names: those with something new first, else in the topics' order."""
    found = list(notices)
    groups = [(name, [one for one in found if one.topic == topic]) for topic, (name, _hint) in TOPICS.items()]
    told = [(name, of_topic) for name, of_topic in groups if of_topic]
    return sorted(told, key=lambda group: not any(one.is_new for one in group[1]))


def _of_entry(entry: Any, new_since: datetime) -> Notice:
    return Notice(
        topic=topic_of(entry.kind),
        at=entry.at,
        text=entry.sentence,
        url=entry.link or (entry.company.get_absolute_url() if entry.company else ""),
        company=entry.company,
        by=entry.by,
        is_new=entry.at > new_since,
    )


def _of_raised(promise: Promise) -> Notice:
    return Notice(
        topic="promises",
        at=promise.due_at,
        text=_("Late, and it has climbed to you: {what}").format(what=promise.what),
        url=promise.get_absolute_url(),
        company=promise.company,
        by=promise.owner,
        is_new=True,
    )
