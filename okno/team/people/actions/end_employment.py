"""T1: a colleague leaves, and nothing that he held is left without an owner."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import change_if
from okno.team.people.away import hold
from okno.team.people.events import EmploymentEnded
from okno.team.people.models import Employee
from okno.team.people.permissions import can_end_employment
from okno.team.people.succession import check_successor, end_his_days, hand_over_substitution, hand_over_team


@action
def end_employment(
    *, employee: Employee, left_on: date, successor: Employee, by: Actor, at: datetime
) -> Employee:
    """`left_on` is his last day, today or earlier: from now on he cannot sign in, and his tokens are dead.

    What he holds in other rooms is handed over by the reaction to the event, in this transaction.
    """
    allow(can_end_employment(by, employee))
    hold(employee, successor)
    today = local_date(at)
    if left_on > today:
        raise Invalid(left_on=_("Say it on his last day: until then he works, signs in and keeps clients."))
    if left_on < employee.hired_on:
        raise Invalid(left_on=_("He did not work here yet on that day."))
    check_successor(employee, successor)
    gone = _("{name} has left already.").format(name=employee.name)
    change_if(employee, seen={"left_on": None}, otherwise=gone, left_on=left_on, takes_leads=False)
    hand_over_team(employee, successor)
    hand_over_substitution(employee, successor, by, today)
    end_his_days(employee, left_on, at)
    record(
        EmploymentEnded,
        subject=employee,
        by=by,
        at=at,
        name=employee.name,
        left_on=left_on,
        successor=successor.name,
        successor_id=successor.pk,
    )
    return employee
