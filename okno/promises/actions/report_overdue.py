"""Guard 3b: no promised date passes in silence."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.promises.events import PromiseOverdue
from okno.promises.models import Promise
from okno.promises.permissions import can_report_overdue


@action
def report_overdue(*, by: Employee | None, at: datetime) -> int:
    """Journal each overdue promise once, and tell how many; one that moves and slips again is told again."""
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
            company=promise.company,
            by=by,
            at=at,
            what=promise.what,
            owner=promise.owner.name,
            due_at=promise.due_at,
        )
        reported += 1
    return reported
