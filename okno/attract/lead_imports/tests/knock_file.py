"""`knock_file WHO`: a process that loads the same file of history when it is told to."""

import sys
from datetime import date

import django


def main(who: int) -> str:
    django.setup()
    from okno.attract.lead_imports.actions.import_leads import import_leads
    from okno.ground.kernel.clock import at_hour
    from okno.team.people.models import Employee

    by, at = Employee.objects.get(pk=who), at_hour(date(2026, 10, 12), 10)
    print("ready", flush=True)
    sys.stdin.readline()
    rows = "".join(f"{place},Acme {place % 7},Engaging,2025-01-01\n" for place in range(50))
    content = f"id,company,stage,opened\n{rows}".encode()
    return str(len(import_leads(content=content, name="h.csv", by=by, at=at).history))


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
