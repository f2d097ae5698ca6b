"""C4: one says that his day is done; every client touched has a fresh status by then."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okno.clients.day import day_of
from okno.clients.events import DayClosed
from okno.clients.models import Company, DayClose
from okno.clients.permissions import can_close_day
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid, allow
from okno.people.away import hold
from okno.people.models import Employee

NAMED = 10


@action
def close_day(*, on: date, by: Employee, at: datetime) -> DayClose:
    """His own day and, within it, the clients of those for whom he stands in.

    Closing twice changes nothing; a client touched in between is closed anew.
    """
    allow(can_close_day(by))
    # Two presses at once: the second waits and finds the day closed.
    hold(by)
    if on > local_date(at):
        raise Invalid(on=_("This day has not come yet."))
    day = day_of(by, on)
    if day.left:
        raise Invalid(on=_left(day.left))
    if day.close is not None and day.close.statuses_count == day.done:
        return day.close
    said = {"at": at, "statuses_count": day.done}
    close, _is_new = DayClose.objects.update_or_create(employee=by, on=on, defaults=said)
    record(DayClosed, subject=close, company=None, by=by, at=at, closed_on=on, count=day.done)
    return close


def _left(left: Sequence[Company]) -> str:
    names = ", ".join(one.name for one in left[:NAMED])
    more = len(left) - NAMED
    if more <= 0:
        return _("A fresh status is still missing: {names}.").format(names=names)
    return ngettext(
        "A fresh status is still missing: {names} and {count} more.",
        "A fresh status is still missing: {names} and {count} more.",
        more,
    ).format(names=names, count=more)
