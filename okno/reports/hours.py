"""When a working day begins to end and when it is over, by the production calendar (T1)."""

from datetime import date, datetime, timedelta

from okno.kernel.clock import at_hour, local_date
from okno.kernel.workdays import add_working_days, is_working_day
from okno.kernel.workhours import CLOSES, is_short_day

CLOSING = timedelta(minutes=30)
LAST_HOUR = 23


def day_ends(on: date) -> datetime:
    """When people go home on this day: six, or five on the eve of a holiday."""
    return at_hour(on, CLOSES // 60 - is_short_day(on), CLOSES % 60)


def is_closing(at: datetime) -> bool:
    """Whether it is time to close the day: the last half an hour of a working day and after it."""
    on = local_date(at)
    return is_working_day(on) and at >= day_ends(on) - CLOSING


def is_over(at: datetime) -> bool:
    """Whether this working day is done: then the day's letter goes out."""
    on = local_date(at)
    return is_working_day(on) and at >= day_ends(on)


def last_evening(at: datetime) -> datetime:
    """When the last working day before this one ended."""
    return day_ends(add_working_days(local_date(at), -1))


def last_word(on: date) -> datetime:
    """The latest moment that a day is told of, when it is told afterwards."""
    return at_hour(on, LAST_HOUR)
