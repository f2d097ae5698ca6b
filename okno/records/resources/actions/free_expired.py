"""Free every hold whose date has passed; run by the clock."""

from datetime import datetime

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.records.resources.actions.free_hold import free_hold
from okno.records.resources.counters import lock_counter
from okno.records.resources.models import Hold
from okno.records.resources.permissions import can_free_expired


@action
def free_expired(*, by: Actor, at: datetime) -> int:
    """Free the holds whose last day is over, and return their number.

    A second run at the same moment frees none.
    """
    allow(can_free_expired(by))
    on = local_date(at)
    freed = 0
    for hold in Hold.objects.expired(on).select_related("capacity__location", "company").order_by("pk"):
        lock_counter(hold)
        # Looked at again under the lock: it may have been extended or taken since the list was read.
        if hold.is_expired(on):
            free_hold(hold=hold, by=by, at=at)
            freed += 1
    return freed
