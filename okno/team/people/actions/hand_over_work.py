"""C5a: everything a colleague holds goes to another, while he stays."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.team.people.away import hold
from okno.team.people.events import WorkHandedOver
from okno.team.people.models import Employee
from okno.team.people.permissions import can_hand_over_work
from okno.team.people.succession import check_successor


@action
def hand_over_work(
    *, employee: Employee, successor: Employee, reason: str = "", by: Actor, at: datetime
) -> Employee:
    """Clients, promises, deals and leads: each room hands over its own in this transaction, or none does."""
    allow(can_hand_over_work(by))
    hold(employee, successor)
    check_successor(employee, successor)
    record(
        WorkHandedOver,
        subject=employee,
        by=by,
        at=at,
        name=employee.name,
        successor=successor.name,
        successor_id=successor.pk,
        reason=" ".join(reason.split())[:500],
    )
    return employee
