"""One has looked at what is new to him: the bell falls silent until something else comes."""

from datetime import datetime

from django.db.models import Q

from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.reports.permissions import can_mark_notices_seen


@action
def mark_notices_seen(*, until: datetime | None = None, by: Employee, at: datetime) -> Employee:
    """`until`: the moment that the list was drawn; what came after it stays new.

    The journal tells what happened to the work; that somebody looked at it is not written there.
    """
    allow(can_mark_notices_seen(by))
    seen_at = min(until or at, at)
    # Two windows of one person: what was seen later does not become new again.
    earlier = Q(notices_seen_at__isnull=True) | Q(notices_seen_at__lt=seen_at)
    Employee.objects.filter(earlier, pk=by.pk).update(notices_seen_at=seen_at)
    by.refresh_from_db(fields=["notices_seen_at"])
    return by
