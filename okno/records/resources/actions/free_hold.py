"""Give held or taken units back."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.kernel.localized import freeze
from okno.ground.kernel.moves import move
from okno.records.catalog.resource_kinds import named
from okno.records.resources.counters import count_freed, lock_counter
from okno.records.resources.events import HoldFreed
from okno.records.resources.models import Hold
from okno.records.resources.permissions import can_free_hold


@action
def free_hold(*, hold: Hold, by: Actor, at: datetime) -> Hold:
    """Give held or taken units back. Raises Conflict when they were freed before."""
    allow(can_free_hold(by))
    lock_counter(hold)
    was = hold.status
    move(hold, Hold.Status.FREED, freed_at=at)
    count_freed(hold, was)
    record(
        HoldFreed,
        subject=hold,
        by=by,
        at=at,
        units=hold.units,
        kind=freeze(named(hold.capacity.kind)),
        place=hold.capacity.location.name,
    )
    return hold
