"""How high a promise that is late has been raised: computed when looked at, on working hours (D3, T1).

Nothing of it is stored but the settings, so a promise that is moved or kept comes down at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from okno.kernel.clock import at_hour, local_date
from okno.kernel.once import once
from okno.kernel.workdays import add_working_days
from okno.kernel.workhours import add_working_minutes, working_minutes_between
from okno.people.models import Employee, Role
from okno.people.standins import answers_as
from okno.promises.models import LadderSettings, Promise

if TYPE_CHECKING:
    from okno.promises.queries import PromiseQuerySet

MORNING = 9


class Rung(IntEnum):
    """Who hears of it by now, besides those below."""

    CALM = 0
    REMINDED = 1
    OVERDUE = 2
    MANAGER = 3
    HEAD = 4
    OWNER = 5


RUNG_NAMES = {
    Rung.MANAGER: _("the manager knows"),
    Rung.HEAD: _("the head of sales knows"),
    Rung.OWNER: _("the owner of the company knows"),
}


@dataclass(frozen=True, slots=True)
class Steps:
    """When each rung is reached; the defaults are the ladder of the house."""

    remind_days: int = 1
    manager_hours: int = 4
    head_hours: int = 8
    owner_hours: int = 16


def steps() -> Steps:
    """The ladder in force."""
    row = once("ladder", LadderSettings.objects.filter(pk=1).first)
    if row is None:
        return Steps()
    return Steps(row.remind_days, row.manager_hours, row.head_hours, row.owner_hours)


def reminded_at(due_at: datetime, remind_days: int) -> datetime:
    """The morning of the working day on which the owner is reminded, never after the date itself."""
    return min(due_at, at_hour(add_working_days(local_date(due_at), -remind_days), MORNING))


def rung(due_at: datetime, at: datetime, ladder: Steps) -> Rung:
    """How high an open promise with this date has been raised at this moment."""
    if at <= due_at:
        return Rung.REMINDED if at >= reminded_at(due_at, ladder.remind_days) else Rung.CALM
    late = working_minutes_between(due_at, at)
    reached = [
        (ladder.owner_hours, Rung.OWNER),
        (ladder.head_hours, Rung.HEAD),
        (ladder.manager_hours, Rung.MANAGER),
    ]
    return next((step for hours, step in reached if late >= hours * 60), Rung.OVERDUE)


def rung_of(promise: Promise, at: datetime, ladder: Steps | None = None) -> Rung:
    """A closed promise stands on no rung. `ladder` spares the query where many are asked about."""
    if promise.status != Promise.Status.OPEN:
        return Rung.CALM
    return rung(promise.due_at, at, ladder or steps())


def reminders_of(employee: Employee, at: datetime) -> list[Promise]:
    """What he should be reminded of now: what is due soon and what is late, the earliest first."""
    ladder, on = steps(), local_date(at)
    # A day too far, whatever the hour; the rung then tells exactly.
    last = at_hour(add_working_days(on, ladder.remind_days + 1), 0) + timedelta(days=1)
    near = (
        Promise.objects.visible_to(employee)
        .open()
        .filter(due_at__lt=last, owner__in=answers_as(employee, on))
    )
    found = near.select_related("owner", "company", "colleague").order_by("due_at", "id")
    return [promise for promise in found if rung_of(promise, at, ladder) >= Rung.REMINDED]


def raised_to(employee: Employee, at: datetime) -> list[Promise]:
    """Late promises of others that have climbed to him or to those he stands in for, the earliest first."""
    found = raised(employee, at).select_related("owner", "company", "colleague")
    return list(found.order_by("due_at", "id"))


def raised(employee: Employee, at: datetime) -> "PromiseQuerySet":
    """The same as a query. Whose manager nobody is, or has left, goes straight to the heads of sales."""
    ladder, hats = steps(), answers_as(employee, local_date(at))
    promises = Promise.objects.visible_to(employee).open()
    has_manager = Q(owner__head__isnull=False, owner__head__left_on__isnull=True)
    reached = Q(owner__head__in=hats) & _late(at, ladder.manager_hours)
    if any(hat.has(Role.HEAD_OF_SALES) for hat in hats):
        reached |= _late(at, ladder.head_hours) | (~has_manager & _late(at, ladder.manager_hours))
    if any(hat.has(Role.OWNER) for hat in hats):
        reached |= _late(at, ladder.owner_hours)
        if not Employee.objects.working().with_role(Role.HEAD_OF_SALES).exists():
            reached |= _late(at, ladder.head_hours) | (~has_manager & _late(at, ladder.manager_hours))
    return promises.filter(reached).exclude(owner__in=[*hats, employee])


def _late(at: datetime, hours: int) -> Q:
    """Late by so many working hours: due no later than the last moment from which they have passed."""
    last = add_working_minutes(at, -hours * 60)
    return Q(due_at__lt=last.replace(second=0, microsecond=0) + timedelta(minutes=1))
