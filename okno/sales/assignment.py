"""Who gets a lead, and by which rule (L2)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from okno.clients.models import Company, Management
from okno.people.models import Employee
from okno.sales.models import Lead, LeadTurn, TurnCounter

Rule = Lead.Rule


@dataclass(frozen=True)
class Assigned:
    to: Employee | None
    rule: str


def assign(
    *, company: Company | None, recommended_by: Company | None, brought_by: Employee | None, on: date
) -> Assigned:
    """The first rule that names somebody who works here on this day.

    1. Recommended by a client: that client's manager. 2. This very client's manager. 3. The one who found
    the lead. 4. In turn among those who take leads. 5. Nobody: the head decides.
    """
    if recommended_by and (manager := manager_of(recommended_by, on)):
        return Assigned(manager, Rule.RECOMMENDED)
    if company and (manager := manager_of(company, on)):
        return Assigned(manager, Rule.OWN_CLIENT)
    if brought_by and works(brought_by, on):
        return Assigned(brought_by, Rule.BROUGHT)
    if following := take_turn(on):
        return Assigned(following, Rule.TURN)
    return Assigned(None, Rule.NOBODY)


def manager_of(company: Company, on: date) -> Employee | None:
    """Who keeps the company on this day, unless he has left us."""
    kept = (
        Management.objects.filter(company=company, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("manager")
        .first()
    )
    return kept.manager if kept and works(kept.manager, on) else None


def works(employee: Employee, on: date) -> bool:
    """On his last day he does not: whoever has left hands over at once what he had."""
    return employee.left_on is None or employee.left_on > on


def take_turn(on: date) -> Employee | None:
    """The next among those who take leads; None when nobody does.

    The counter is updated before anything is read, so that two leads at the same moment wait for one another
    on both engines and go to two people.
    """
    if not TurnCounter.objects.filter(pk=1).update(last=F("last") + 1):
        TurnCounter.objects.get_or_create(pk=1)
        TurnCounter.objects.filter(pk=1).update(last=F("last") + 1)
    turn = TurnCounter.objects.get(pk=1).last
    takers = (
        Employee.objects.filter(takes_leads=True, hired_on__lte=on)
        .filter(Q(left_on__isnull=True) | Q(left_on__gt=on))
        .order_by(F("lead_turn__last_turn").asc(nulls_first=True), "pk")
    )
    following = takers.first()
    if following:
        LeadTurn.objects.update_or_create(employee=following, defaults={"last_turn": turn})
    return following
