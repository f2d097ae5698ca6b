"""What was held is taken: the contract is signed (R4). What was freed meanwhile is held anew, or refused."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.kernel.localized import freeze
from okno.ground.kernel.moves import move
from okno.records.catalog.resource_kinds import named
from okno.records.resources.counters import count_held, count_taken, lock_counter
from okno.records.resources.events import HoldTaken
from okno.records.resources.models import Hold
from okno.records.resources.permissions import can_take_hold


@action
def take_hold(*, hold: Hold, by: Actor, at: datetime) -> Hold:
    """Turn a hold into taken units. What was freed meanwhile is held anew, or Refused by guard 5."""
    allow(can_take_hold(by))
    lock_counter(hold)
    if hold.status == Hold.Status.FREED:
        hold = _held_anew(hold, at)
    move(hold, Hold.Status.TAKEN, taken_at=at)
    count_taken(hold)
    record(
        HoldTaken,
        subject=hold,
        by=by,
        at=at,
        units=hold.units,
        kind=freeze(named(hold.capacity.kind)),
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
        # Held for a moment only: it is taken in the next statement.
        until_on=local_date(at),
        held_at=at,
    )
