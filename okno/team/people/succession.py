"""What a colleague leaves behind in this room: his team, his substitutions, his days away and on call."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.ground.kernel.actors import Actor
from okno.ground.kernel.dates import Period
from okno.ground.kernel.errors import Invalid
from okno.team.people.away import is_ring
from okno.team.people.models import Absence, Duty, Employee
from okno.team.people.team import heads_above


def check_successor(employee: Employee, successor: Employee) -> None:
    if successor.pk == employee.pk:
        raise Invalid(successor=_("Choose a colleague: he cannot take over from himself."))
    if successor.left_on is not None:
        raise Invalid(successor=_("{name} does not work here any more.").format(name=successor.name))


def hand_over_team(employee: Employee, successor: Employee) -> None:
    """Put the employee's team under the successor; a successor from the team comes up to their place."""
    # Otherwise the successor would come to stand under himself.
    if employee.pk in heads_above(successor):
        Employee.objects.filter(pk=successor.pk).update(head=employee.head)
    Employee.objects.filter(head=employee).exclude(pk=successor.pk).update(head=successor)


def hand_over_substitution(employee: Employee, successor: Employee, by: Actor, on: date) -> None:
    """Let the successor stand in from this day where the employee would have."""
    waiting = Absence.objects.in_force().filter(substitute=employee, ends_on__gte=on)
    for absence in waiting.select_related("employee"):
        period = Period(max(absence.starts_on, on), absence.ends_on)
        # The successor first; where it would make a ring, the head of the one who leaves, then who does it.
        others = (successor, employee.head, by.employee)
        fits = (other for other in others if other and _fits(absence.employee, other, employee, period))
        other = next(fits, None)
        if other is None:
            sentence = _("{name} will be away, and nobody would stand in for him: choose another.")
            raise Invalid(successor=sentence.format(name=absence.employee.name))
        Absence.objects.filter(pk=absence.pk).update(substitute=other)


def end_his_days(employee: Employee, last_on: date, at: datetime) -> None:
    """Days away after his last one are off, and somebody else will be on call."""
    own = Absence.objects.in_force().filter(employee=employee)
    # Withdrawn, not deleted: they were announced, and the calendar of then shows them.
    own.filter(starts_on__gt=last_on).update(withdrawn_at=at)
    own.filter(starts_on__lte=last_on, ends_on__gt=last_on).update(ends_on=last_on)
    Duty.objects.filter(employee=employee, on__gt=last_on).delete()


def _fits(absent: Employee, candidate: Employee, gone: Employee, period: Period) -> bool:
    if candidate.left_on is not None or candidate.pk in (absent.pk, gone.pk):
        return False
    return not is_ring(absent, candidate, period)
