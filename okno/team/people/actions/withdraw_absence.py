"""T1: an absence that will not be."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.moves import change_if
from okno.team.people.away import hold
from okno.team.people.events import AbsenceWithdrawn
from okno.team.people.models import Absence
from okno.team.people.permissions import can_withdraw_absence


@action
def withdraw_absence(*, absence: Absence, by: Actor, at: datetime) -> Absence:
    """Withdraw an absence that has not begun; one that has begun is shortened instead."""
    allow(can_withdraw_absence(by, absence))
    hold(absence.employee)
    if absence.starts_on < local_date(at):
        raise Conflict(_("It has begun already: say which day was the last instead."))
    withdrawn = _("This absence is withdrawn already.")
    change_if(absence, seen={"withdrawn_at": None}, otherwise=withdrawn, withdrawn_at=at)
    record(
        AbsenceWithdrawn,
        subject=absence,
        by=by,
        at=at,
        name=absence.employee.name,
        starts_on=absence.starts_on,
        ends_on=absence.ends_on,
    )
    return absence
