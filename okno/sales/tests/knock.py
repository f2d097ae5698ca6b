"""`python -m okno.sales.tests.knock WHO WHAT NUMBER`: a process that comes with a lead when it is told to.

WHAT 0: the e-mail and a phone of its own; 1: a new e-mail of its own; 2: the file of history.
"""

import sys
from datetime import date

import django


def main(who: int, what: int, number: int) -> str:
    django.setup()
    from okno.kernel.clock import at_hour
    from okno.people.models import Employee
    from okno.sales.actions.import_leads import import_leads
    from okno.sales.actions.register_lead import register_lead

    by, at = Employee.objects.get(pk=who), at_hour(date(2026, 10, 12), 10)
    print("ready", flush=True)
    sys.stdin.readline()
    if what == 2:
        rows = "".join(f"{place},Acme {place % 7},Engaging,2025-01-01\n" for place in range(50))
        content = f"id,company,stage,opened\n{rows}".encode()
        return str(len(import_leads(content=content, name="h.csv", by=by, at=at).history))
    email = "vera@vasilek.test" if what == 0 else f"{number}@test.test"
    lead = register_lead(
        nature="net",
        channel="site",
        name=f"№ {number}",
        email=email,
        phone=f"+7916000000{number}",
        by=by,
        at=at,
    )
    return f"{lead.pk} {lead.assigned_to_id}"


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
