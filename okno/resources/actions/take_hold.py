"""What was held is taken: the contract is signed (R4). What was freed meanwhile is held anew, or refused."""

from datetime import datetime

from okno.catalog.resource_kinds import named
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.kernel.kept import keep
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.resources.counters import count_held, count_taken, lock_counter
from okno.resources.events import HoldTaken
from okno.resources.models import Hold
from okno.resources.permissions import can_take_hold


@action
def take_hold(*, hold: Hold, by: Employee | None, at: datetime) -> Hold:
    allow(can_take_hold(by))
    lock_counter(hold)
    if hold.status == Hold.Status.FREED:
        hold = _held_anew(hold, at)
    move(hold, Hold.Status.TAKEN, taken_at=at)
    count_taken(hold)
    record(
        HoldTaken,
        subject=hold,
        company=hold.company,
        by=by,
        at=at,
        units=hold.units,
        kind=keep(named(hold.capacity.kind)),
        place=hold.capacity.location.name,
    )
    return hold


def _held_anew(freed: Hold, at: datetime) -> Hold:
    count_held(freed.capacity, freed.units, freed)
    return Hold.objects.create(
        capacity=freed.capacity,
        holder_kind=freed.holder_kind,
        holder_id=freed.holder_id,
        company=freed.company,
        units=freed.units,
        until_on=local_date(at),
        held_at=at,
    )
