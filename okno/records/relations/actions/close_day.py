"""Close a working day: by then every client touched has a fresh status (C4)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.records.clients.models import Company
from okno.records.relations.day import day_of
from okno.records.relations.events import DayClosed
from okno.records.relations.models import DayClose
from okno.records.relations.permissions import can_close_day
from okno.team.people.away import hold

NAMED = 10


@action
def close_day(*, on: date, by: Actor, at: datetime) -> DayClose:
    """Close the actor's day and return it; it covers the clients of those they stand in for.

    Closing twice changes nothing; a client touched in between closes the day again. Raises Invalid for a day
    ahead or while clients have no fresh status.
    """
    allow(can_close_day(by))
    # Two presses at once: the second waits and finds the day closed.
    hold(by.employee)
    if on > local_date(at):
        raise Invalid(on=_("This day has not come yet."))
    day = day_of(by.employee, on)
    if day.left:
        raise Invalid(on=_left(day.left))
    if day.close is not None and day.close.statuses_count == day.done:
        return day.close
    fields = {"at": at, "statuses_count": day.done}
    close, _is_new = DayClose.objects.update_or_create(employee=by.employee, on=on, defaults=fields)
    record(DayClosed, subject=close, by=by, at=at, closed_on=on, count=day.done)
    return close


def _left(left: Sequence[Company]) -> str:
    """Return the sentence that names the clients without a fresh status, at most ten by name."""
    names = ", ".join(company.name for company in left[:NAMED])
    more = len(left) - NAMED
    if more <= 0:
        return _("A fresh status is still missing: {names}.").format(names=names)
    return ngettext(
        "A fresh status is still missing: {names} and {count} more.",
        "A fresh status is still missing: {names} and {count} more.",
        more,
    ).format(names=names, count=more)
