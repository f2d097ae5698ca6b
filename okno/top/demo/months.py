"""What happens every month: invoices on the first working day, pay after the fifth."""

from datetime import date, datetime

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import add_months, month_of
from okno.money.invoicing.actions.bill_batch import bill_batch
from okno.money.invoicing.actions.start_billing_run import start_billing_run
from okno.top.demo.clockwork import working_hour
from okno.top.demo.world import World


class Months:
    """Billing in advance: on the first working day of a month the whole month is invoiced."""

    def __init__(self, world: World) -> None:
        self.world = world

    def bill(self, at: datetime) -> None:
        through_on = month_of(local_date(at)).ends_on
        run = start_billing_run(through_on=through_on, by=actor_of(self.world.people["kira"]), at=at)
        while bill_batch(run=run, by=actor_of(self.world.people["kira"]), at=at):
            pass
        self.world.clockwork.plan(_first_working_hour(local_date(at)), self.bill)


def _first_working_hour(on: date) -> datetime:
    """Ten in the morning of the next month's first working day."""
    return working_hour(add_months(on.replace(day=1), 1), 10)
