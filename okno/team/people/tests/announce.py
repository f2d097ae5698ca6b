"""`python -m okno.team.people.tests.announce WHO SUBSTITUTE`: a process that goes away when it is told to."""

import sys
from datetime import date

import django


def main(who: int, substitute: int) -> str:
    django.setup()
    from okno.ground.kernel.clock import at_hour
    from okno.ground.kernel.errors import Invalid
    from okno.team.people.actions.announce_absence import announce_absence
    from okno.team.people.models import Employee

    by, other = Employee.objects.get(pk=who), Employee.objects.get(pk=substitute)
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        announce_absence(
            employee=by,
            kind="trip",
            starts_on=date(2026, 10, 19),
            ends_on=date(2026, 10, 25),
            substitute=other,
            by=by,
            at=at_hour(date(2026, 10, 12), 10),
        )
    except Invalid as error:
        return f"no: {', '.join(error.fields)}"
    return "away"


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
