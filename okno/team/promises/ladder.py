"""Escalation of late promises, computed on working hours whenever it is looked at (D3, T1).

Nothing of it is stored but the settings, so a promise that is moved or kept comes down at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.request_cache import cached_for_request
from okno.ground.kernel.workdays import add_working_days
from okno.ground.kernel.workhours import add_working_minutes, working_minutes_between
from okno.team.people.models import Employee, Role
from okno.team.people.standins import answers_as
from okno.team.promises.models import LadderSettings, Promise

if TYPE_CHECKING:
    from okno.team.promises.queries import PromiseQuerySet

MORNING = 9


class Rung(IntEnum):
    """The level of escalation: who has been notified by now, besides those on the levels below."""

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
    """When each level is reached, in working days before and working hours after; the defaults of the
    product.
    """

    remind_days: int = 1
    manager_hours: int = 4
    head_hours: int = 8
    owner_hours: int = 16


def steps() -> Steps:
    """Return the settings in force, read once for a request."""
    row = cached_for_request("ladder", LadderSettings.objects.filter(pk=1).first)
    if row is None:
        return Steps()
    return Steps(row.remind_days, row.manager_hours, row.head_hours, row.owner_hours)


def reminded_at(due_at: datetime, remind_days: int) -> datetime:
    """Return the moment of the owner's reminder: the morning, working days before, never after the date."""
    return min(due_at, at_hour(add_working_days(local_date(due_at), -remind_days), MORNING))


def rung(due_at: datetime, at: datetime, ladder: Steps) -> Rung:
    """Return the level of an open promise with this due date at this moment."""
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
    """Return the level of the promise; a closed one has none. `ladder` spares a query for each of many."""
    if promise.status != Promise.Status.OPEN:
        return Rung.CALM
    return rung(promise.due_at, at, ladder or steps())


def reminders_of(employee: Employee, at: datetime) -> list[Promise]:
    """Return promises to remind the employee of, the earliest first: due soon or late.

    Promises of those for whom the employee stands in today are among them.
    """
    ladder, on = steps(), local_date(at)
    # A day too far, whatever the hour; the rung then tells exactly.
    last = at_hour(add_working_days(on, ladder.remind_days + 1), 0) + timedelta(days=1)
    near = (
        Promise.objects.visible_to(employee)
        .open()
        .filter(due_at__lt=last, owner__in=answers_as(employee, on))
    )
    promises = near.select_related("owner", "company", "colleague").order_by("due_at", "id")
    return [promise for promise in promises if rung_of(promise, at, ladder) >= Rung.REMINDED]


def raised(employee: Employee, at: datetime) -> "PromiseQuerySet":
    """Return the same promises as a query without order.

    A late promise whose owner has no manager, or one who has left, goes straight to the heads of sales.
    """
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
    """Return the condition of being late by at least so many working hours at this moment."""
    last = add_working_minutes(at, -hours * 60)
    return Q(due_at__lt=last.replace(second=0, microsecond=0) + timedelta(minutes=1))
