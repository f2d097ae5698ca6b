"""Release of leads on hold: they are assigned like any other (L1, L2)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from okno.attract.assignment.assign import assign
from okno.attract.assignment.events import LeadReleased
from okno.attract.assignment.permissions import can_release_leads
from okno.attract.assignment.rules import traits_of
from okno.attract.leads.models import Lead
from okno.attract.leads.throttle import close_when_none_is_quarantined, quarantined_leads
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.bulk import limit_bulk

# Each is assigned by the rules on its own: so many take about a second.
MOST_LET_GO = 200


@action
def release_leads(*, leads: Sequence[Lead], by: Actor, at: datetime) -> int:
    """Assign the leads that are still on hold by the rules, and return how many were released."""
    allow(can_release_leads(by))
    limit_bulk(MOST_LET_GO, leads=leads)
    leads_on_hold = (
        quarantined_leads().filter(pk__in=[lead.pk for lead in leads]).order_by("received_at", "pk")
    )
    held = list(leads_on_hold.select_related("company", "recommended_by", "brought_by"))
    count = sum(_let_go(lead, by, at) for lead in held)
    close_when_none_is_quarantined(by=by, at=at)
    return count


def _let_go(lead: Lead, by: Actor, at: datetime) -> int:
    """Assign one lead; return 1, or 0 when a colleague has taken it off hold meanwhile."""
    assigned = assign(
        company=lead.company,
        recommended_by=lead.recommended_by,
        brought_by=lead.brought_by,
        on=local_date(at),
        lead=traits_of(lead),
    )
    changes: dict[str, Any] = {"assigned_to": assigned.to, "assignment_rule": assigned.rule}
    changes["rule_name"] = assigned.rule_name
    changes["assigned_at"] = at if assigned.to else None
    if not quarantined_leads().filter(pk=lead.pk).update(**changes):
        return 0
    record(
        LeadReleased,
        subject=lead,
        by=by,
        at=at,
        manager=assigned.to.name if assigned.to else "—",
        rule=assigned.word,
    )
    return 1
