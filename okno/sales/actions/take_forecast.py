"""What is thought today of this month and the next two is kept for ever; run by the clock (L6)."""

from datetime import datetime, timedelta

from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.dates import Period, add_months, months_between
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.models import ForecastSnapshot
from okno.sales.permissions import can_take_forecast
from okno.sales.planning.amounts import Cell
from okno.sales.planning.forecast import AHEAD, Key, cells_of


@action
def take_forecast(*, by: Employee | None, at: datetime) -> int:
    """A row per person and month that have anything, and nobody's always; how many. Once a day: then 0.

    Of two at once the second waits for the first's rows and adds none. A day on which nobody called it has
    no rows, and none are made up later: what was thought then is not known. Three statements at any size;
    nothing is journalled, the rows are the history themselves.
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
    ForecastSnapshot.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
