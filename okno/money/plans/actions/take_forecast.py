"""The daily snapshot of the forecast of this month and the next two, taken by the clock (L6)."""

from datetime import datetime, timedelta

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import Period, add_months, months_between
from okno.ground.kernel.errors import allow
from okno.money.plans.amounts import Cell
from okno.money.plans.forecast import AHEAD, Key, cells_of
from okno.money.plans.models import ForecastSnapshot
from okno.money.plans.permissions import can_take_forecast


@action
def take_forecast(*, by: Actor, at: datetime) -> int:
    """Store today's forecast and return the number of rows; 0 when today's rows exist already.

    There is a row for each employee and month with deals, and always one for unowned deals. Of two runs at
    once the second waits for the rows of the first and adds none. A missed day stays without rows: its
    forecast cannot be restored. Three statements at any size; nothing is journalled, because the rows are the
    history.
    """
    allow(can_take_forecast(by))
    on = local_date(at)
    if ForecastSnapshot.objects.filter(taken_on=on).exists():
        return 0
    first = on.replace(day=1)
    period = Period(first, add_months(first, AHEAD + 1) - timedelta(days=1))
    of_nobody: dict[Key, Cell] = {
        (None, month.starts_on): Cell() for month in months_between(first, period.ends_on)
    }
    cells = {**of_nobody, **cells_of(period, on)}
    # One order for everybody: of two at once neither waits for the other's second row.
    keys = sorted(cells, key=lambda key: (key[1], key[0] or 0))
    rows = [
        ForecastSnapshot(
            taken_on=on,
            employee_id=owner,
            month_on=month_on,
            won_minor=cells[owner, month_on].won_minor,
            committed_minor=cells[owner, month_on].committed_minor,
            weighted_minor=cells[owner, month_on].weighted_minor,
            open_count=cells[owner, month_on].open_count,
        )
        for owner, month_on in keys
    ]
    # Taken once a day: a second clock of the same day writes nothing and changes nothing.
    ForecastSnapshot.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
