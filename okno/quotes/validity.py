"""Until when a quote is valid unless somebody says otherwise."""

from datetime import date, datetime, timedelta

from okno.kernel.clock import local_date

VALID_DAYS = 14


def usual_end(at: datetime) -> date:
    return local_date(at) + timedelta(days=VALID_DAYS)
