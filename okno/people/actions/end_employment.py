"""T1: a colleague leaves, and nothing that he held is left without an owner."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.away import hold
from okno.people.events import EmploymentEnded
from okno.people.models import Employee
from okno.people.permissions import can_end_employment
from okno.people.succession import (
    check_successor,
    end_his_days,
    hand_over_substitution,
    hand_over_team,
)


@action
def end_employment(
    *, employee: Employee, left_on: date, successor: Employee, by: Employee | None, at: datetime
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
    gone = Employee.objects.filter(pk=employee.pk, left_on__isnull=True)
    if gone.update(left_on=left_on, takes_leads=False) != 1:
        raise Conflict(_("{name} has left already.").format(name=employee.name))
    employee.left_on, employee.takes_leads = left_on, False
    hand_over_team(employee, successor)
    hand_over_substitution(employee, successor, by, today)
    end_his_days(employee, left_on, at)
    record(
        EmploymentEnded,
        subject=employee,
        company=None,
        by=by,
        at=at,
        name=employee.name,
        left_on=left_on,
        successor=successor.name,
        successor_id=successor.pk,
    )
    return employee
