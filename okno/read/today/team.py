"""The head's page: open days, late promises by escalation, waiting decisions, absences."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.workdays import add_working_days, is_working_day
from okno.ground.kernel.workhours import working_minutes_between
from okno.read.today.figures import TeamFigures, team_figures
from okno.read.today.hours import is_closing
from okno.read.today.risks import Risk, by_kind, risks_among
from okno.read.today.worklists import Cut
from okno.records.relations.day import not_closed
from okno.records.relations.models import Handover
from okno.team.approvals.models import Approval
from okno.team.people.models import Absence, Employee
from okno.team.promises.ladder import Rung, rung, steps
from okno.team.promises.models import Promise

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
    """Employees who have not closed a day; today counts only near its end."""

    on: date
    people: list[Employee]


@dataclass(frozen=True)
class Waits:
    """A record that waits for somebody, with its wait in working hours."""

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
    """Return the day of the whole house at an instant, as its head may see it."""
    on = local_date(at)
    handovers = Handover.objects.visible_to(reader).waiting().select_related("company", "giver", "receiver")
    approvals = Approval.objects.visible_to(reader).waiting().select_related("company", "requested_by")
    waiting_handovers, more_handovers = _waits(handovers, "handed_at", at)
    waiting_approvals, more_approvals = _waits(approvals, "requested_at", at)
    risks = [risk for risk in risks_among(None, reader, reader=reader, at=at) if risk.owner is None]
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
    """Return the last working day, and today near its end, with employees who have not closed them."""
    on = local_date(at)
    days = [add_working_days(on, -1)]
    if is_working_day(on) and is_closing(at):
        days.append(on)
    candidates = [OpenDay(day, not_closed(day, at)) for day in days]
    return [open_day for open_day in candidates if open_day.people]


def late_by_rung(reader: Employee, at: datetime) -> list[Cut[Promise]]:
    """Return late promises by rung of escalation, the highest first."""
    overdue = Promise.objects.visible_to(reader).overdue(at)
    ladder = steps()
    by_rung: defaultdict[Rung, list[Promise]] = defaultdict(list)
    for promise in overdue.select_related("owner", "company", "confirmed_by", "colleague")[:READ_AT_MOST]:
        by_rung[rung(promise.due_at, at, ladder)].append(promise)
    return [
        Cut(step.name.lower(), title, by_rung[step][:OF_A_RUNG], len(by_rung[step]))
        for step, title in RUNGS
        if by_rung[step]
    ]


def away_soon(on: date) -> list[Absence]:
    """Return absences of today and of the coming week."""
    near = Absence.objects.in_force().filter(
        ends_on__gte=on, starts_on__lte=on + timedelta(days=AWAY_SOON_DAYS)
    )
    return list(near.select_related("employee", "substitute").order_by("starts_on", "employee__name"))


def _waits(things: "QuerySet[Any]", field: str, at: datetime) -> tuple[list[Waits], int]:
    """Return the oldest records with their waits, and the number of the rest."""
    oldest = things.order_by(field, "id")[:SHOWN]
    # In whole hours, rounded down: what waits is not told as waiting longer than it does.
    waits = [Waits(thing, working_minutes_between(getattr(thing, field), at) // 60) for thing in oldest]
    return waits, max(0, things.order_by().count() - len(waits))
