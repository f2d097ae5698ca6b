"""T1: he came back early."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import change_if
from okno.team.people.away import hold
from okno.team.people.events import AbsenceShortened
from okno.team.people.models import Absence
from okno.team.people.permissions import can_shorten_absence


@action
def shorten_absence(*, absence: Absence, ends_on: date, by: Actor, at: datetime) -> Absence:
    """`ends_on` is the new last day away. A longer absence is announced anew, with its substitute."""
    allow(can_shorten_absence(by, absence))
    hold(absence.employee)
    if ends_on < absence.starts_on:
        raise Invalid(ends_on=_("It ends before it begins: withdraw it instead."))
    if ends_on >= absence.ends_on:
        raise Invalid(ends_on=_("This is not earlier: announce the days that follow as another absence."))
    before_on = absence.ends_on
    change_if(absence, seen={"withdrawn_at": None, "ends_on": before_on}, ends_on=ends_on)
    record(
        AbsenceShortened,
        subject=absence,
        by=by,
        at=at,
        name=absence.employee.name,
        ends_on=ends_on,
        before_on=before_on,
    )
    return absence
