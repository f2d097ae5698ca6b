"""Mark an employee's notices as seen: the bell stays silent until another event comes."""

from datetime import datetime

from django.db.models import Q

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.read.today.permissions import can_mark_notices_seen
from okno.team.people.models import Employee


@action
def mark_notices_seen(*, until: datetime | None = None, by: Actor, at: datetime) -> Employee:
    """Mark notices up to `until` as seen and return the employee; later ones stay new.

    `until` is the moment when the list was drawn, now by default. The journal records what happened to the
    work, so reading writes no entry.
    """
    allow(can_mark_notices_seen(by))
    seen_at = min(until or at, at)
    # Two windows of one person: what was seen later does not become new again.
    earlier = Q(notices_seen_at__isnull=True) | Q(notices_seen_at__lt=seen_at)
    Employee.objects.filter(earlier, pk=by.employee.pk).update(notices_seen_at=seen_at)
    by.employee.refresh_from_db(fields=["notices_seen_at"])
    return by.employee
