"""Give held or taken units back."""

from datetime import datetime

from okno.catalog.resource_kinds import named
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.kernel.kept import keep
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.resources.counters import count_freed, lock_counter
from okno.resources.events import HoldFreed
from okno.resources.models import Hold
from okno.resources.permissions import can_free_hold


@action
def free_hold(*, hold: Hold, by: Employee | None, at: datetime) -> Hold:
    allow(can_free_hold(by))
    lock_counter(hold)
    was = hold.status
    move(hold, Hold.Status.FREED, freed_at=at)
    count_freed(hold, was)
    record(
        HoldFreed,
        subject=hold,
        company=hold.company,
        by=by,
        at=at,
        units=hold.units,
        kind=keep(named(hold.capacity.kind)),
        place=hold.capacity.location.name,
    )
    return hold
