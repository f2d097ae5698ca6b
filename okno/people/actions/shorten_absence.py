"""T1: he came back early."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.away import hold
from okno.people.events import AbsenceShortened
from okno.people.models import Absence, Employee
from okno.people.permissions import can_change_absence


@action
def shorten_absence(*, absence: Absence, ends_on: date, by: Employee | None, at: datetime) -> Absence:
    """`ends_on` is the new last day away. A longer absence is announced anew, with its substitute."""
    allow(can_change_absence(by, absence))
    hold(absence.employee)
    if ends_on < absence.starts_on:
        raise Invalid(ends_on=_("It ends before it begins: withdraw it instead."))
    if ends_on >= absence.ends_on:
        raise Invalid(ends_on=_("This is not earlier: announce the days that follow as another absence."))
    before_on = absence.ends_on
    same = Absence.objects.in_force().filter(pk=absence.pk, ends_on=before_on)
    if same.update(ends_on=ends_on) != 1:
        raise Conflict(_("Somebody has just changed this absence: open it again."))
    absence.ends_on = ends_on
    record(
        AbsenceShortened,
        subject=absence,
        company=None,
        by=by,
        at=at,
        name=absence.employee.name,
        ends_on=ends_on,
        before_on=before_on,
    )
    return absence
