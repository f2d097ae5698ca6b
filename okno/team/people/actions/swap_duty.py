"""T1: a single day on call goes to a colleague."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.moves import change_if
from okno.team.people.away import check_on_call, hold
from okno.team.people.events import DutySwapped
from okno.team.people.models import Duty, Employee
from okno.team.people.permissions import can_swap_duty


@action
def swap_duty(*, duty: Duty, to: Employee, instead: Duty | None = None, by: Actor, at: datetime) -> Duty:
    """Give the day to `to`; `instead`, a day of theirs, comes back to the giver."""
    allow(can_swap_duty(by, duty))
    giver = duty.employee
    hold(giver, to)
    if to.pk == giver.pk:
        raise Invalid(to=_("This day is his already: choose a colleague."))
    _give(duty, to, at)
    if instead is not None:
        if instead.employee_id != to.pk:
            raise Invalid(instead=_("That day is not {name}'s to give back.").format(name=to.name))
        _give(instead, giver, at)
    for day, before in ((duty, giver), (instead, to)):
        if day is not None:
            facts = {"name": day.employee.name, "before": before.name}
            record(DutySwapped, subject=day.employee, by=by, at=at, day_on=day.on, **facts)
    return duty


def _give(duty: Duty, to: Employee, at: datetime) -> None:
    if duty.on < local_date(at):
        raise Conflict(_("This day has passed."))
    check_on_call(to, duty.on, duty.on, "to")
    otherwise = _("Somebody has just given this day to another: open the page again.")
    change_if(duty, seen={"employee": duty.employee}, otherwise=otherwise, employee=to)
