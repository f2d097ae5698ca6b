"""`python -m okno.sales.tests.knock WHO WHAT NUMBER`: a process that comes with a lead when it is told to.

WHAT 0: the e-mail and a phone of its own; 1: a new e-mail of its own; 2: the file of history; 3: the same
form of a site's robot; 4: a new one by the site's door; 5: accepts the deal handed over, 6: returns it.
"""

import sys
from datetime import date, datetime
from typing import Any

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
    if what in (5, 6):
        return answer(by, what == 5, at)
    door = "site" if what in (3, 4) else ""
    if what == 3:
        number = 0
    email = "vera@vasilek.test" if what in (0, 3) else f"{number}@test.test"
    lead = register_lead(
        nature="net",
        channel="site",
        name=f"№ {number}",
        email=email,
        phone=f"+7916000{number:04}",
        door=door,
        checked=not door,
        by=by,
        at=at,
    )
    return f"{lead.pk} {lead.assigned_to_id} {lead.assignment_rule}"


def answer(by: Any, accepts: bool, at: datetime) -> str:
    """«yes» when it was he who answered."""
    from okno.kernel.errors import Conflict
    from okno.sales.actions.accept_deal import accept_deal
    from okno.sales.actions.return_deal import return_deal
    from okno.sales.models import DealHandover

    handover = DealHandover.objects.select_related("deal", "giver", "receiver").get()
    try:
        if accepts:
            accept_deal(handover=handover, by=by, at=at)
        else:
            return_deal(handover=handover, reason="Нет", by=by, at=at)
    except Conflict:
        return "no"
    return "yes"


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
