"""Who is whose head."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.team.people.away import hold
from okno.team.people.events import HeadSet
from okno.team.people.models import Employee
from okno.team.people.permissions import can_set_head
from okno.team.people.team import heads_above


@action
def set_head(*, employee: Employee, head: Employee | None, by: Actor, at: datetime) -> Employee:
    """Set whom the employee reports to; None for nobody. A head never reports to somebody they lead."""
    allow(can_set_head(by, employee))
    hold(employee, *([head] if head else []))
    if head is not None:
        if head.left_on is not None:
            raise Invalid(head=_("{name} does not work here any more.").format(name=head.name))
        if employee.pk in (head.pk, *heads_above(head)):
            ring = _("{head} works under {name} himself: it would come back to where it began.")
            raise Invalid(head=ring.format(head=head.name, name=employee.name))
    before = employee.head
    if before == head:
        return employee
    Employee.objects.filter(pk=employee.pk).update(head=head)
    employee.head = head
    facts = {"head": head.name if head else "—", "before": before.name if before else "—"}
    record(HeadSet, subject=employee, by=by, at=at, name=employee.name, **facts)
    return employee
