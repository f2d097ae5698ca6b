"""The first answer: what counts as one, and how long it took in working minutes (L2)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from okno.kernel.clock import at_hour
from okno.kernel.workhours import add_working_minutes, working_minutes_between
from okno.people.models import Employee
from okno.promises.actions.keep_promise import keep_promise
from okno.promises.models import Promise
from okno.sales.models import Lead, Nature, RuleSet

# Of a longer span the newest are measured, and the page says so.
MOST, MOST_WAITING = 20_000, 200


@dataclass(frozen=True, slots=True)
class Figures:
    """Working minutes of the answered: by nearest rank, so that each figure is somebody's real wait."""

    name: str
    came: int
    answered: int
    median: int | None
    ninetieth: int | None
    median_given: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A lead without an answer; `left` working minutes to the end of its time, None when there is no end."""

    lead: Lead
    minutes: int
    due_at: datetime | None
    left: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A lead as it is measured: from when it came, and from when it was given to who answered it."""

    person: str
    channel: str
    from_coming: int | None
    from_giving: int | None


def mark_answered(leads: "QuerySet[Lead]", *, by: Employee, at: datetime) -> int:
    """Set once: of two at the same moment the first stands."""
    unanswered = leads.filter(answered_at__isnull=True, received_at__lte=at, imported=False)
    return unanswered.update(answered_at=at, answered_by=by)


def new_leads_of(company: int, at: datetime) -> "QuerySet[Lead]":
    return Lead.objects.filter(company=company, status=Lead.Status.NEW, received_at__lte=at)


def awaited(leads: "QuerySet[Lead]") -> "QuerySet[Lead]":
    """Those that wait for an answer of ours: not history, not those whom we ourselves went to."""
    return leads.filter(imported=False).exclude(Q(nature=Nature.SPEAR) | Q(channel=Lead.Channel.OUTBOUND))


def waiting_now(leads: "QuerySet[Lead]", at: datetime) -> list[Waiting]:
    """New and unanswered, the longest waiting first; the clock is that of the rules in force."""
    acting = RuleSet.objects.acting()
    limit = acting.answer_minutes if acting else 0
    new = awaited(leads).filter(status=Lead.Status.NEW, answered_at__isnull=True, received_at__lte=at)
    shown = new.select_related("company", "assigned_to").order_by("received_at", "pk")[:MOST_WAITING]
    return [waits(lead, limit, at) for lead in shown]


def due_at(lead: Lead, limit: int) -> datetime | None:
    """When its time for a first answer ends; None when nobody has it or there is no limit."""
    if not limit or lead.assigned_at is None:
        return None
    return add_working_minutes(lead.assigned_at, limit)


def measured(leads: "QuerySet[Lead]", starts_on: date, ends_on: date) -> list[Row]:
    """The leads that came on these days, both ends included; the newest MOST of them."""
    since, until = at_hour(starts_on, 0), at_hour(ends_on + timedelta(days=1), 0)
    came = awaited(leads).filter(received_at__gte=since, received_at__lt=until)
    names = ("answered_by__name", "assigned_to__name", "channel", "received_at", "assigned_at", "answered_at")
    rows = came.order_by("-received_at", "-pk").values_list(*names)[:MOST]
    return [_row(*row) for row in rows]


def by_person(rows: Iterable[Row]) -> list[Figures]:
    return _grouped(rows, lambda row: row.person or "—")


def by_channel(rows: Iterable[Row]) -> list[Figures]:
    labels = dict(Lead.Channel.choices)
    return _grouped(rows, lambda row: str(labels[row.channel]))


def figures(name: str, rows: Sequence[Row]) -> Figures:
    took = sorted(row.from_coming for row in rows if row.from_coming is not None)
    given = sorted(row.from_giving for row in rows if row.from_giving is not None)
    return Figures(name, len(rows), len(took), rank(took, 50), rank(took, 90), rank(given, 50))


def rank(ordered: Sequence[int], percent: int) -> int | None:
    """The nearest rank: the least of them that at least so many percent do not exceed."""
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


def _grouped(rows: Iterable[Row], name_of: Callable[[Row], str]) -> list[Figures]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(name_of(row), []).append(row)
    told = [figures(name, group) for name, group in groups.items()]
    return sorted(told, key=lambda one: (-one.came, one.name))


def _row(
    answered_by: str | None,
    assigned_to: str | None,
    channel: str,
    received_at: datetime,
    assigned_at: datetime | None,
    answered_at: datetime | None,
) -> Row:
    person = answered_by or assigned_to or ""
    if answered_at is None:
        return Row(person, channel, None, None)
    # Given to another after the answer: then it was answered from its coming.
    given_at = assigned_at if assigned_at and assigned_at <= answered_at else received_at
    return Row(
        person,
        channel,
        working_minutes_between(received_at, answered_at),
        working_minutes_between(given_at, answered_at),
    )


def is_awaited(lead: Lead) -> bool:
    """As `awaited`, of one lead."""
    return not (lead.imported or lead.nature == Nature.SPEAR or lead.channel == Lead.Channel.OUTBOUND)


def waits(lead: Lead, limit: int, at: datetime) -> Waiting:
    end = due_at(lead, limit)
    left = working_minutes_between(at, end) if end else None
    return Waiting(lead, working_minutes_between(lead.received_at, at), end, left)


def answer_them(leads: "QuerySet[Lead]", *, by: Employee, at: datetime) -> int:
    """Mark each answered, and keep what a head had promised because nobody answered it."""
    marked = 0
    for lead in leads.filter(answered_at__isnull=True):
        if mark_answered(Lead.objects.filter(pk=lead.pk), by=by, at=at):
            marked += 1
            for promise in Promise.objects.about(lead).open().filter(made_by__isnull=True):
                keep_promise(promise=promise, by=None, at=at)
    return marked
