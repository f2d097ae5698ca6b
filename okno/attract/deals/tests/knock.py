"""`knock WHO WHAT NUMBER`: a process that comes with a lead when it is told to.

WHAT 0: the e-mail and a phone of its own; 1: a new e-mail of its own; 2: the same form of a
site's robot; 3: a new one by the site's door; 4: accepts the deal handed over, 5: returns it.
"""

import sys
from datetime import date, datetime
from typing import Any

import django


def main(who: int, what: int, number: int) -> str:
    django.setup()
    from okno.attract.leads.actions.register_lead import register_lead
    from okno.attract.leads.caller import Caller
    from okno.ground.kernel.clock import at_hour
    from okno.team.people.models import Employee

    by, at = Employee.objects.get(pk=who), at_hour(date(2026, 10, 12), 10)
    print("ready", flush=True)
    sys.stdin.readline()
    if what in (4, 5):
        return answer(by, what == 4, at)
    door = "site" if what in (2, 3) else ""
    if what == 2:
        number = 0
    email = "vera@vasilek.test" if what in (0, 2) else f"{number}@test.test"
    person = Caller(
        source_type="net",
        channel="site",
        name=f"№ {number}",
        email=email,
        phone=f"+7916000{number:04}",
        door=door,
    )
    lead = register_lead(caller=person, checked=not door, by=by, at=at)
    return f"{lead.pk} {lead.assigned_to_id} {lead.assignment_rule}"


def answer(by: Any, accepts: bool, at: datetime) -> str:
    """«yes» when it was he who answered."""
    from okno.attract.deals.actions.accept_deal import accept_deal
    from okno.attract.deals.actions.return_deal import return_deal
    from okno.attract.deals.models import DealHandover
    from okno.ground.kernel.errors import Conflict

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
