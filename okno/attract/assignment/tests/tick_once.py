"""`tick_once DAY`: a clock that passes leads on at eleven when it is told to."""

import sys
from datetime import date

import django

from okno.ground.kernel.actors import CLOCK


def main(day: int) -> str:
    django.setup()
    from okno.attract.assignment.jobs import pass_on_leads
    from okno.ground.kernel.clock import at_hour

    at = at_hour(date.fromordinal(day), 11)
    print("ready", flush=True)
    sys.stdin.readline()
    return str(pass_on_leads(by=CLOCK, at=at))


if __name__ == "__main__":
    print(main(int(sys.argv[1])))
