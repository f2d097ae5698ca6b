"""Report overdue promises: guard 3b, no promised date passes in silence."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.team.promises.events import PromiseOverdue
from okno.team.promises.models import Promise
from okno.team.promises.permissions import can_report_overdue


@action
def report_overdue(*, by: Actor, at: datetime) -> int:
    """Record each overdue promise once and return how many were recorded now.

    A promise that is moved and slips again is recorded again.
    """
    allow(can_report_overdue(by))
    reported = 0
    unreported = Promise.objects.overdue(at).filter(reported_overdue_at__isnull=True)
    for promise in unreported.select_related("owner", "company"):
        # Two clocks at once: only the one that touched the row writes the entry.
        if not Promise.objects.filter(pk=promise.pk, reported_overdue_at__isnull=True).update(
            reported_overdue_at=at
        ):
            continue
        record(
            PromiseOverdue,
            subject=promise,
            by=by,
            at=at,
            what=promise.what,
            owner=promise.owner.name,
            due_at=promise.due_at,
        )
        reported += 1
    return reported
