"""A process that wants a unit: `python -m okno.records.resources.tests.grab PLACE HOLDER`, used by racing.py.

It says "ready", waits for a line, tries to hold one unit, and says "held" or "refused".
"""

import os
import sys
from datetime import date, datetime, timedelta

import django

from okno.ground.kernel.actors import CONSOLE


def main(place: int, holder: int) -> str:
    from okno.ground.kernel.clock import at_hour
    from okno.ground.kernel.errors import Refused
    from okno.records.catalog.models import Configuration, Location
    from okno.records.resources.actions.hold_capacity import hold_capacity

    at: datetime = at_hour(date(2026, 10, 12), 10)
    where = {"location": Location.objects.get(pk=place), "kind": "server", "company": None}
    wanted = Configuration.objects.get(pk=holder)
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        hold_capacity(
            holder=wanted, units=1, until_on=at.date() + timedelta(days=1), by=CONSOLE, at=at, **where
        )
    except Refused:
        return "refused"
    return "held"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okno.top.config.settings")
    django.setup()
    print(main(*map(int, sys.argv[1:])), flush=True)
