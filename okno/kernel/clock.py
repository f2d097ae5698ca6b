"""Dates from instants. Only doors read the clock; actions are given `at`."""

from datetime import date, datetime, time

from django.utils import timezone


def local_date(at: datetime) -> date:
    """The company's calendar date at this instant."""
    return timezone.localtime(at).date()


def at_hour(on: date, hour: int, minute: int = 0) -> datetime:
    """The instant of the company's wall clock on this date."""
    return timezone.make_aware(datetime.combine(on, time(hour, minute)))
