"""Who is whose head."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.away import hold
from okno.people.events import HeadSet
from okno.people.models import Employee
from okno.people.permissions import can_set_head
from okno.people.team import heads_above


@action
def set_head(*, employee: Employee, head: Employee | None, by: Employee | None, at: datetime) -> Employee:
    """None: nobody is above him. A head is never below the one he leads."""
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
    words = {"head": head.name if head else "—", "before": before.name if before else "—"}
    record(HeadSet, subject=employee, company=None, by=by, at=at, name=employee.name, **words)
    return employee
