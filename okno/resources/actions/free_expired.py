"""Free every hold whose date has passed; run by the clock."""

from datetime import datetime

from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.resources.actions.free_hold import free_hold
from okno.resources.counters import lock_counter
from okno.resources.models import Hold
from okno.resources.permissions import can_free_hold


@action
def free_expired(*, by: Employee | None, at: datetime) -> int:
    """How many were freed; a second run at the same moment frees none."""
    allow(can_free_hold(by))
    on = local_date(at)
    freed = 0
    for hold in Hold.objects.expired(on).select_related("capacity__location", "company").order_by("pk"):
        lock_counter(hold)
        if hold.is_expired(on):
            free_hold(hold=hold, by=by, at=at)
            freed += 1
    return freed
