"""`python -m okno.sales.tests.plan_knock WHO WHOM SEEN SUM`: a process that sets a plan when it is told to.

WHOM 0: it takes the forecast instead, by the clock.
"""

import sys
from datetime import date

import django


def main(who: int, whom: int, seen: int, minor: int) -> str:
    django.setup()
    from okno.kernel.clock import at_hour
    from okno.kernel.errors import Conflict
    from okno.people.models import Employee
    from okno.sales.actions.set_sales_plan import set_sales_plan
    from okno.sales.actions.take_forecast import take_forecast

    at = at_hour(date(2026, 10, 12), 10)
    by = Employee.objects.get(pk=who)
    print("ready", flush=True)
    sys.stdin.readline()
    if not whom:
        take_forecast(by=None, at=at)
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
