"""What a head looks at: whose day is open, what is late and how far it climbed, who waits, who is away."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.approvals.models import Approval
from okno.clients.day import not_closed
from okno.clients.models import Handover
from okno.kernel.clock import local_date
from okno.kernel.workdays import add_working_days, is_working_day
from okno.kernel.workhours import working_minutes_between
from okno.people.models import Absence, Employee
from okno.promises.ladder import Rung, rung, steps
from okno.promises.models import Promise
from okno.reports.figures import TeamFigures, team_figures
from okno.reports.hours import is_closing
from okno.reports.risks import Risk, by_kind, risks_among
from okno.reports.waiting import Cut

SHOWN = 8
OF_A_RUNG = 5
RISKS_SHOWN = 12
READ_AT_MOST = 500
AWAY_SOON_DAYS = 7
DAY_HOURS = 8

RUNGS: list[tuple[Rung, str | Lazy]] = [
    (Rung.OWNER, _("Climbed to the owner")),
    (Rung.HEAD, _("Climbed to the head")),
    (Rung.MANAGER, _("Climbed to the manager")),
    (Rung.OVERDUE, _("Late since a few hours")),
]


@dataclass(frozen=True)
class OpenDay:
    """Those whose day is not closed; of today nobody is asked before its end comes."""

    on: date
    people: list[Employee]


@dataclass(frozen=True)
class Waits:
    """One thing that waits for somebody, and for how many working hours it has."""

    thing: Any
    hours: int

    @property
    def days(self) -> int:
        return self.hours // DAY_HOURS


@dataclass(frozen=True)
class Team:
    on: date
    figures: TeamFigures
    open_days: list[OpenDay]
    late: list[Cut[Promise]]
    handovers: list[Waits]
    handovers_more: int
    approvals: list[Waits]
    approvals_more: int
    away: list[Absence]
    risks: list[tuple[Any, list[Risk]]]


def team_of(reader: Employee, *, at: datetime) -> Team:
    """The whole company's day as its head may see it, at an instant."""
    on = local_date(at)
    handovers = Handover.objects.visible_to(reader).waiting().select_related("company", "giver", "receiver")
    approvals = Approval.objects.visible_to(reader).waiting().select_related("company", "requested_by")
    waiting_handovers, more_handovers = _waits(handovers, "handed_at", at)
    waiting_approvals, more_approvals = _waits(approvals, "requested_at", at)
    risks = [one for one in risks_among(None, reader, reader=reader, at=at) if one.owner is None]
    return Team(
        on=on,
        figures=team_figures(reader, on, at),
        open_days=open_days(at),
        late=late_by_rung(reader, at),
        handovers=waiting_handovers,
        handovers_more=more_handovers,
        approvals=waiting_approvals,
        approvals_more=more_approvals,
        away=away_soon(on),
        risks=by_kind(risks[:RISKS_SHOWN]),
    )


def open_days(at: datetime) -> list[OpenDay]:
    """The last working day, and today once it is time to close it."""
    on = local_date(at)
    days = [add_working_days(on, -1)]
    if is_working_day(on) and is_closing(at):
        days.append(on)
    found = [OpenDay(day, not_closed(day, at)) for day in days]
    return [one for one in found if one.people]


def late_by_rung(reader: Employee, at: datetime) -> list[Cut[Promise]]:
    """Late promises, the highest rung first."""
    found = Promise.objects.visible_to(reader).overdue(at)
    ladder = steps()
    by_rung: defaultdict[Rung, list[Promise]] = defaultdict(list)
    for promise in found.select_related("owner", "company", "confirmed_by", "colleague")[:READ_AT_MOST]:
        by_rung[rung(promise.due_at, at, ladder)].append(promise)
    return [
        Cut(step.name.lower(), title, by_rung[step][:OF_A_RUNG], len(by_rung[step]))
        for step, title in RUNGS
        if by_rung[step]
    ]


def away_soon(on: date) -> list[Absence]:
    """Who is away, and who will be within a week."""
    near = Absence.objects.in_force().filter(
        ends_on__gte=on, starts_on__lte=on + timedelta(days=AWAY_SOON_DAYS)
    )
    return list(near.select_related("employee", "substitute").order_by("starts_on", "employee__name"))


def _waits(things: "QuerySet[Any]", field: str, at: datetime) -> tuple[list[Waits], int]:
    """The oldest with how long they wait, and how many more there are."""
    oldest = things.order_by(field, "id")[:SHOWN]
    found = [Waits(one, working_minutes_between(getattr(one, field), at) // 60) for one in oldest]
    return found, max(0, things.order_by().count() - len(found))
