"""Billing through a day is started, or found again where it was left."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okno.billing.events import BillingRunStarted
from okno.billing.models import BillingRun
from okno.billing.permissions import can_start_billing_run
from okno.billing.runs import count_due
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.dates import FIRST_YEAR, add_months, month_of
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee

# A year typed wrong must not charge everybody for twelve months.
MONTHS_AHEAD = 3


@action
def start_billing_run(*, through_on: date, by: Employee | None, at: datetime) -> BillingRun:
    """A run through `through_on`; one that is under way is given back, so that two doors share its work."""
    allow(can_start_billing_run(by))
    if through_on.year < FIRST_YEAR:
        raise Invalid(through_on=_("Choose a later day: nothing was billed then."))
    latest = month_of(add_months(local_date(at), MONTHS_AHEAD)).ends_on
    if through_on > latest:
        raise Invalid(
            through_on=_("That is too far ahead: {day} is the last possible day today.").format(
                day=date_format(latest)
            )
        )
    run, is_new = BillingRun.objects.get_or_create(
        through_on=through_on,
        status=BillingRun.Status.RUNNING,
        defaults={"started_by": by, "started_at": at, "services_total": count_due(through_on)},
    )
    if is_new:
        record(BillingRunStarted, subject=run, company=None, by=by, at=at, through_on=through_on)
    return run
