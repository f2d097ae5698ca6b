"""Billing through a day is started, or found again where it was left."""

from datetime import date, datetime

from okno.billing.events import BillingRunStarted
from okno.billing.models import BillingRun
from okno.billing.permissions import can_start_billing_run
from okno.billing.runs import count_due
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee


@action
def start_billing_run(*, through_on: date, by: Employee | None, at: datetime) -> BillingRun:
    """A run through `through_on`; one that is under way is given back, so that two doors share its work."""
    allow(can_start_billing_run(by))
    run, is_new = BillingRun.objects.get_or_create(
        through_on=through_on,
        status=BillingRun.Status.RUNNING,
        defaults={"started_by": by, "started_at": at, "services_total": count_due(through_on)},
    )
    if is_new:
        record(BillingRunStarted, subject=run, company=None, by=by, at=at, through_on=through_on)
    return run
