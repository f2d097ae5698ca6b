"""C5a: everything a colleague holds goes to another, while he stays."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.away import hold
from okno.people.events import WorkHandedOver
from okno.people.models import Employee
from okno.people.permissions import can_hand_over_work
from okno.people.succession import check_successor


@action
def hand_over_work(
    *, employee: Employee, successor: Employee, reason: str = "", by: Employee | None, at: datetime
) -> Employee:
    """Clients, promises, deals and leads: each room hands over its own in this transaction, or none does."""
    allow(can_hand_over_work(by))
    hold(employee, successor)
    check_successor(employee, successor)
    record(
        WorkHandedOver,
        subject=employee,
        company=None,
        by=by,
        at=at,
        name=employee.name,
        successor=successor.name,
        successor_id=successor.pk,
        reason=" ".join(reason.split())[:500],
    )
    return employee
