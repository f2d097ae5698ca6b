"""T1: somebody will be away, and who answers for him meanwhile."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import Period
from okno.ground.kernel.errors import Invalid, allow
from okno.team.people.away import LONGEST_DAYS, check_nothing_overlaps, check_substitute, costs_of, hold
from okno.team.people.events import AbsenceAnnounced
from okno.team.people.models import Absence, Employee
from okno.team.people.permissions import can_announce_absence, can_manage_team


@action
def announce_absence(
    *,
    employee: Employee,
    kind: str,
    starts_on: date,
    ends_on: date,
    substitute: Employee,
    in_emergency: str = "",
    by: Actor,
    at: datetime,
) -> Absence:
    """Both days included; he is back by himself on the next one. What a year gives only a head exceeds."""
    allow(can_announce_absence(by, employee))
    hold(employee, substitute)
    period = _period(employee, kind, starts_on, ends_on)
    if starts_on < local_date(at) and not can_manage_team(by):
        raise Invalid(starts_on=_("Only a head announces what has begun already: ask him."))
    check_nothing_overlaps(employee, period)
    check_substitute(employee, substitute, period)
    if kind == Absence.Kind.VACATION and not can_manage_team(by):
        _check_days(employee, period, local_date(at))
    absence = Absence.objects.create(
        employee=employee,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        substitute=substitute,
        in_emergency=in_emergency.strip()[:200],
        announced_by=by.employee,
        announced_at=at,
    )
    facts = {"name": employee.name, "substitute": substitute.name, "starts_on": starts_on, "ends_on": ends_on}
    record(AbsenceAnnounced, subject=absence, by=by, at=at, **facts)
    return absence


def _period(employee: Employee, kind: str, starts_on: date, ends_on: date) -> Period:
    if employee.left_on is not None:
        raise Invalid(employee=_("{name} does not work here any more.").format(name=employee.name))
    if kind not in Absence.Kind.values:
        raise Invalid(kind=_("Choose what kind of absence it is."))
    if ends_on < starts_on:
        raise Invalid(ends_on=_("It ends before it begins."))
    if starts_on < employee.hired_on:
        raise Invalid(starts_on=_("{name} did not work here yet.").format(name=employee.name))
    period = Period(starts_on, ends_on)
    if period.days > LONGEST_DAYS:
        raise Invalid(ends_on=_("Three years is the longest: check the year."))
    return period


def _check_days(employee: Employee, period: Period, today: date) -> None:
    for cost in costs_of(employee, period, today):
        if cost.needed > cost.free:
            sentence = _("This takes {needed} days of {year}, {free} are free. A head may give more.")
            raise Invalid(ends_on=sentence.format(needed=cost.needed, year=cost.year, free=cost.free))
