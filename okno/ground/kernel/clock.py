"""Dates of instants and instants of dates. Only doors read the clock; actions receive `at`."""

from datetime import date, datetime, time

from django.utils import timezone


def local_date(at: datetime) -> date:
    """Return the calendar date of this instant in the company's time zone."""
    return timezone.localtime(at).date()


def at_hour(on: date, hour: int, minute: int = 0) -> datetime:
    """Return the aware instant at which the company's wall clock shows this date, hour and minute."""
    return timezone.make_aware(datetime.combine(on, time(hour, minute)))
