"""`plan_knock WHO WHOM SEEN SUM`: a process that sets a plan when it is told to.

WHOM 0: it takes the forecast instead, by the clock.
"""

import sys
from datetime import date

import django

from okno.ground.kernel.actors import CLOCK


def main(who: int, whom: int, seen: int, minor: int) -> str:
    django.setup()
    from okno.ground.kernel.clock import at_hour
    from okno.ground.kernel.errors import Conflict
    from okno.money.plans.actions.set_sales_plan import set_sales_plan
    from okno.money.plans.actions.take_forecast import take_forecast
    from okno.team.people.models import Employee

    at = at_hour(date(2026, 10, 12), 10)
    by = Employee.objects.get(pk=who)
    print("ready", flush=True)
    sys.stdin.readline()
    if not whom:
        take_forecast(by=CLOCK, at=at)
        return "taken"
    try:
        set_sales_plan(
            employee=Employee.objects.get(pk=whom),
            span="month",
            starts_on=date(2026, 11, 1),
            target_minor=minor,
            seen=seen,
            by=by,
            at=at,
        )
    except Conflict:
        return "told"
    return "set"


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
