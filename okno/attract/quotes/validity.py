"""Until when a quote is valid, and with it what is held for it."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid

VALID_DAYS = 14
# Capacity is held to the quote's end: without a bound one seller could hold it for ever.
LONGEST_DAYS = 366


def usual_end(at: datetime) -> date:
    return local_date(at) + timedelta(days=VALID_DAYS)


def require_sane_end(end_on: date, at: datetime, name: str = "valid_until_on") -> None:
    """Raise Invalid on the field `name` for a day that has passed or lies more than a year ahead."""
    if end_on < local_date(at):
        raise Invalid(**{name: _("This date has passed.")})
    if end_on > local_date(at) + timedelta(days=LONGEST_DAYS):
        raise Invalid(**{name: _("That is more than a year ahead: capacity is not held for so long.")})
