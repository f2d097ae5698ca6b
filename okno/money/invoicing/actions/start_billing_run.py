"""Start billing through a day, or go on with the run that is under way for it."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import FIRST_YEAR, add_months, month_of
from okno.ground.kernel.errors import Invalid, allow
from okno.money.invoicing.events import BillingRunStarted
from okno.money.invoicing.models import BillingRun
from okno.money.invoicing.permissions import can_start_billing_run
from okno.money.invoicing.runs import count_due

# A year typed wrong must not charge everybody for twelve months.
MONTHS_AHEAD = 3


@action
def start_billing_run(*, through_on: date, by: Actor, at: datetime) -> BillingRun:
    """Return the running billing run through `through_on`, starting it unless one is under way.

    Two callers with the same day share one run. Raises Invalid for a day before billing began or too far
    ahead.
    """
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
        defaults={"started_by": by.employee, "started_at": at, "services_total": count_due(through_on)},
    )
    if is_new:
        record(BillingRunStarted, subject=run, by=by, at=at, through_on=through_on)
    return run
