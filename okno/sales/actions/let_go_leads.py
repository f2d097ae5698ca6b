"""Leads that were held are let go: they are given out as any other (L1, L2)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.assignment.assign import assign
from okno.sales.assignment.rules import traits_of
from okno.sales.at_once import no_more_than
from okno.sales.events import LeadLetGo
from okno.sales.flood import close_when_none_is_held, held_leads
from okno.sales.models import Lead
from okno.sales.permissions import can_let_go_leads

# Each is given out by the rules, one by one: so many take about a second.
MOST_AT_ONCE = 200


@action
def let_go_leads(*, leads: Sequence[Lead], by: Employee | None, at: datetime) -> int:
    """How many were let go; those that somebody looked at meanwhile are passed by."""
    allow(can_let_go_leads(by))
    no_more_than(MOST_AT_ONCE, leads=leads)
    found = held_leads().filter(pk__in=[lead.pk for lead in leads]).order_by("received_at", "pk")
    held = list(found.select_related("company", "recommended_by", "brought_by"))
    count = sum(_let_go(lead, by, at) for lead in held)
    close_when_none_is_held(by=by, at=at)
    return count


def _let_go(lead: Lead, by: Employee | None, at: datetime) -> int:
    given = assign(
        company=lead.company,
        recommended_by=lead.recommended_by,
        brought_by=lead.brought_by,
        on=local_date(at),
        lead=traits_of(lead),
    )
    changed: dict[str, Any] = {"assigned_to": given.to, "assignment_rule": given.rule}
    changed["rule_name"] = given.rule_name
    changed["assigned_at"] = at if given.to else None
    if not held_leads().filter(pk=lead.pk).update(**changed):
        return 0
    record(
        LeadLetGo,
        subject=lead,
        company=lead.company,
        by=by,
        at=at,
        manager=given.to.name if given.to else "—",
        rule=given.word,
    )
    return 1
