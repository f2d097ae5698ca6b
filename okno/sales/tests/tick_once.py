"""`python -m okno.sales.tests.tick_once DAY`: a clock that passes leads on at eleven when it is told to."""

import sys
from datetime import date

import django


def main(day: int) -> str:
    django.setup()
    from okno.kernel.clock import at_hour
    from okno.sales.jobs import pass_on_leads

    at = at_hour(date.fromordinal(day), 11)
    print("ready", flush=True)
    sys.stdin.readline()
    return str(pass_on_leads(by=None, at=at))


if __name__ == "__main__":
    print(main(int(sys.argv[1])))
