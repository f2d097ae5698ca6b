"""T1: an absence that will not be."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, allow
from okno.people.away import hold
from okno.people.events import AbsenceWithdrawn
from okno.people.models import Absence, Employee
from okno.people.permissions import can_change_absence


@action
def withdraw_absence(*, absence: Absence, by: Employee | None, at: datetime) -> Absence:
    """What has begun is shortened instead: somebody has already answered for him."""
    allow(can_change_absence(by, absence))
    hold(absence.employee)
    if absence.starts_on < local_date(at):
        raise Conflict(_("It has begun already: say which day was the last instead."))
    if Absence.objects.in_force().filter(pk=absence.pk).update(withdrawn_at=at) != 1:
        raise Conflict(_("This absence is withdrawn already."))
    absence.withdrawn_at = at
    record(
        AbsenceWithdrawn,
        subject=absence,
        company=None,
        by=by,
        at=at,
        name=absence.employee.name,
        starts_on=absence.starts_on,
        ends_on=absence.ends_on,
    )
    return absence
