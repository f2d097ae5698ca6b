"""The first response: what counts as one, and how many working minutes it took (L2)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from okno.attract.assignment.events import LeadAnswered
from okno.attract.assignment.models import RuleSet
from okno.attract.leads.models import Lead, SourceType
from okno.ground.kernel.actors import Actor, reaction_to
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.workhours import add_working_minutes, working_minutes_between
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.models import Promise

# Of a longer period only the newest are measured, and the page says so.
MOST, MOST_WAITING = 20_000, 200


@dataclass(frozen=True, slots=True)
class Figures:
    """Working minutes of answered leads. Each figure is a nearest rank: a wait that really happened."""

    name: str
    came: int
    answered: int
    median: int | None
    ninetieth: int | None
    median_given: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A lead without a response; `left` are working minutes to the end of its time, None without a limit."""

    lead: Lead
    minutes: int
    due_at: datetime | None
    left: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A measured lead: working minutes from its arrival and from its assignment to the response."""

    person: str
    channel: str
    from_coming: int | None
    from_giving: int | None


def mark_answered(leads: "QuerySet[Lead]", *, by: Actor, at: datetime) -> int:
    """Mark unanswered leads as answered and return their number; of two at once the first stands."""
    unanswered = leads.filter(answered_at__isnull=True, received_at__lte=at, imported=False)
    return unanswered.update(answered_at=at, answered_by=by.employee)


def new_leads_of(company: int, at: datetime) -> "QuerySet[Lead]":
    """Return the company's new leads that came before the moment."""
    return Lead.objects.filter(company=company, status=Lead.Status.NEW, received_at__lte=at)


def awaited(leads: "QuerySet[Lead]") -> "QuerySet[Lead]":
    """Return the leads that wait for our response: neither imported ones nor those we found ourselves."""
    return leads.filter(imported=False).exclude(
        Q(source_type=SourceType.SPEAR) | Q(channel=Lead.Channel.OUTBOUND)
    )


def waiting_now(leads: "QuerySet[Lead]", at: datetime) -> list[Waiting]:
    """Return new unanswered leads, the longest waiting first, with the time limit of the rules in force."""
    acting = RuleSet.objects.acting()
    limit = acting.answer_minutes if acting else 0
    new = awaited(leads).filter(status=Lead.Status.NEW, answered_at__isnull=True, received_at__lte=at)
    longest = new.select_related("company", "assigned_to").order_by("received_at", "pk")[:MOST_WAITING]
    return [waits(lead, limit, at) for lead in longest]


def due_at(lead: Lead, limit: int) -> datetime | None:
    """Return when the time for a first response ends; None for an unassigned lead or without a limit."""
    if not limit or lead.assigned_at is None:
        return None
    return add_working_minutes(lead.assigned_at, limit)


def measured(leads: "QuerySet[Lead]", starts_on: date, ends_on: date) -> list[Row]:
    """Return the measured leads that came on these days, ends included; at most the newest MOST."""
    since, until = at_hour(starts_on, 0), at_hour(ends_on + timedelta(days=1), 0)
    came = awaited(leads).filter(received_at__gte=since, received_at__lt=until)
    names = ("answered_by__name", "assigned_to__name", "channel", "received_at", "assigned_at", "answered_at")
    rows = came.order_by("-received_at", "-pk").values_list(*names)[:MOST]
    return [_row(*row) for row in rows]


def by_person(rows: Iterable[Row]) -> list[Figures]:
    """Return the figures of each assignee, those with the most leads first."""
    return _grouped(rows, lambda row: row.person or "—")


def by_channel(rows: Iterable[Row]) -> list[Figures]:
    """Return the figures of each channel, those with the most leads first."""
    labels = dict(Lead.Channel.choices)
    return _grouped(rows, lambda row: str(labels[row.channel]))


def figures(name: str, rows: Sequence[Row]) -> Figures:
    """Return the figures of these leads under the name."""
    took = sorted(row.from_coming for row in rows if row.from_coming is not None)
    from_giving = sorted(row.from_giving for row in rows if row.from_giving is not None)
    return Figures(name, len(rows), len(took), rank(took, 50), rank(took, 90), rank(from_giving, 50))


def rank(ordered: Sequence[int], percent: int) -> int | None:
    """Return the nearest rank: the least value that at least `percent` percent do not exceed, or None."""
    # Minus twice: whole-number division that rounds up. The nearest rank is a time that really happened.
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


def _grouped(rows: Iterable[Row], name_of: Callable[[Row], str]) -> list[Figures]:
    """Return the figures of each group, the largest first."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(name_of(row), []).append(row)
    rows_of_figures = [figures(name, group) for name, group in groups.items()]
    return sorted(rows_of_figures, key=lambda group: (-group.came, group.name))


def _row(
    answered_by: str | None,
    assigned_to: str | None,
    channel: str,
    received_at: datetime,
    assigned_at: datetime | None,
    answered_at: datetime | None,
) -> Row:
    """Return the lead as a measured row."""
    person = answered_by or assigned_to or ""
    if answered_at is None:
        return Row(person, channel, None, None)
    # Assigned again after the response: then the wait is counted from the arrival.
    given_at = assigned_at if assigned_at and assigned_at <= answered_at else received_at
    return Row(
        person,
        channel,
        working_minutes_between(received_at, answered_at),
        working_minutes_between(given_at, answered_at),
    )


def is_awaited(lead: Lead) -> bool:
    """Return whether the lead waits for our response, by the rule of `awaited`."""
    return not (
        lead.imported or lead.source_type == SourceType.SPEAR or lead.channel == Lead.Channel.OUTBOUND
    )


def waits(lead: Lead, limit: int, at: datetime) -> Waiting:
    """Return how long the lead waits and how many working minutes are left of `limit`."""
    end = due_at(lead, limit)
    left = working_minutes_between(at, end) if end else None
    return Waiting(lead, working_minutes_between(lead.received_at, at), end, left)


def answer_them(leads: "QuerySet[Lead]", *, by: Actor, at: datetime) -> int:
    """Mark each lead as answered, keep the head's promises about it, and return the number of leads."""
    marked = 0
    for lead in leads.filter(answered_at__isnull=True):
        if mark_answered(Lead.objects.filter(pk=lead.pk), by=by, at=at):
            marked += 1
            for promise in Promise.objects.about(lead).open().filter(made_by__isnull=True):
                keep_promise(promise=promise, by=reaction_to(LeadAnswered.name), at=at)
    return marked
