"""The end of a working day by the production calendar (T1)."""

from datetime import date, datetime, timedelta

from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.workdays import add_working_days, is_working_day
from okno.ground.kernel.workhours import CLOSES, is_short_day

CLOSING = timedelta(minutes=30)
LAST_HOUR = 23


def day_ends(on: date) -> datetime:
    """Return the end of the working day: six o'clock, five on the eve of a holiday."""
    return at_hour(on, CLOSES // 60 - is_short_day(on), CLOSES % 60)


def is_closing(at: datetime) -> bool:
    """Return whether it is time to close the day: from half an hour before the end of a working day."""
    on = local_date(at)
    return is_working_day(on) and at >= day_ends(on) - CLOSING


def is_over(at: datetime) -> bool:
    """Return whether this working day has ended, so that its letter goes out."""
    on = local_date(at)
    return is_working_day(on) and at >= day_ends(on)


def last_evening(at: datetime) -> datetime:
    """Return the end of the last working day before this one."""
    return day_ends(add_working_days(local_date(at), -1))


def last_word(on: date) -> datetime:
    """Return the latest moment that a digest of a past day covers."""
    return at_hour(on, LAST_HOUR)
