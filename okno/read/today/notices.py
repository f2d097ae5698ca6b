"""Notices: events since the employee last looked, read from the journal. Nothing is stored per reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _

from okno.ground.journal.models import Entry
from okno.ground.journal.timeline import with_links
from okno.read.today.hours import last_evening
from okno.read.today.relevance import concerning, kinds_about, topic_of
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.team.people.topics import TOPICS, Channel, topics_of
from okno.team.promises.ladder import raised
from okno.team.promises.models import Promise

if TYPE_CHECKING:
    from okno.team.promises.queries import PromiseQuerySet

DAYS = 7
SHOWN = 50


@dataclass(frozen=True)
class Notice:
    """A notice: its topic, time, text, link and the author of the event."""

    topic: str
    at: datetime
    text: str
    url: str
    company: Company | None
    by: Employee | None
    who: str
    is_new: bool


@dataclass(frozen=True)
class News:
    """The state of the bell: the number of new notices, the newest of them, the journal's last entry."""

    count: int
    newest: str
    last: int


def seen_since(employee: Employee, at: datetime) -> datetime:
    """Return the moment after which notices are new: the last look, or the last working day's evening.

    It lies a week back at most.
    """
    # Never older than a week: who comes back from a vacation reads the digest, not three hundred notices.
    return max(employee.notices_seen_at or last_evening(at), at - timedelta(days=DAYS))


def notices_of(
    employee: Employee, *, since: datetime | None = None, channel: Channel = Channel.PAGE, at: datetime
) -> list[Notice]:
    """Return the employee's notices, newest first, SHOWN at most; of the last week without `since`."""
    new_since = seen_since(employee, at)
    since = max(since or at - timedelta(days=DAYS), at - timedelta(days=DAYS))
    entries = heard(employee, channel, since=since, at=at).select_related("by", "token", "company")[:SHOWN]
    notices = [_of_entry(entry, new_since) for entry in with_links(entries, employee)]
    if "promises" in topics_of(employee, channel):
        notices += [_of_raised(promise) for promise in newly_raised(employee, since, at)]
    # Cut again: fifty entries and fifty escalations are together still one page.
    return sorted(notices, key=lambda notice: notice.at, reverse=True)[:SHOWN]


def heard(employee: Employee, channel: Channel, *, since: datetime, at: datetime) -> "QuerySet[Entry]":
    """Return entries after `since` and up to `at` of the topics the employee wants by this channel."""
    kinds = kinds_about(topics_of(employee, channel))
    return concerning(employee, since=since, until=at).filter(kind__in=kinds).order_by("-at", "-id")


def newly_raised(employee: Employee, since: datetime, at: datetime) -> "PromiseQuerySet":
    """Return promises of others that escalated to the employee after `since` (D3)."""
    # Nothing is stored of an escalation: the new ones are those of now without those of then.
    before = raised(employee, since).order_by().values("pk")
    climbed = raised(employee, at).exclude(pk__in=before)
    return climbed.select_related("owner", "company").order_by("due_at", "id")[:SHOWN]


def news_for(employee: Employee, *, at: datetime) -> News:
    """Return the state of the bell; it counts to SHOWN and beyond that only says that there is more."""
    since = seen_since(employee, at)
    entries = list(heard(employee, Channel.PAGE, since=since, at=at)[:SHOWN])
    wants_promises = "promises" in topics_of(employee, Channel.PAGE)
    # Asked only of those who want them: the bell of everybody asks every half minute.
    climbed = list(newly_raised(employee, since, at)) if wants_promises else []
    newest = entries[0].sentence if entries else (climbed[0].what if climbed else "")
    return News(count=min(SHOWN, len(entries) + len(climbed)), newest=newest, last=last_entry())


def last_entry() -> int:
    """Return the id of the journal's last entry; while it stays the same, there is nothing new."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def by_topic(notices: Iterable[Notice]) -> list[tuple[Lazy, list[Notice]]]:
    """Return the notices by topic: topics with new ones first, then in the order of TOPICS."""
    rows = list(notices)
    groups = [
        (name, [notice for notice in rows if notice.topic == topic])
        for topic, (name, _hint) in TOPICS.items()
    ]
    filled = [(name, of_topic) for name, of_topic in groups if of_topic]
    return sorted(filled, key=lambda group: not any(notice.is_new for notice in group[1]))


def _of_entry(entry: Any, new_since: datetime) -> Notice:
    return Notice(
        topic=topic_of(entry.kind),
        at=entry.at,
        text=entry.sentence,
        url=entry.link or (entry.company.get_absolute_url() if entry.company else ""),
        company=entry.company,
        by=entry.by,
        who=entry.who,
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
        who=str(promise.owner),
        is_new=True,
    )
