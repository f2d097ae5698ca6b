"""Assignment of many leads to one employee by a head."""

from collections.abc import Sequence
from datetime import datetime

from okno.attract.assignment.actions.assign_lead import assign_lead
from okno.attract.assignment.permissions import can_give_out_leads
from okno.attract.leads.models import Lead
from okno.attract.leads.throttle import close_when_none_is_quarantined
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.ui.bulk import limit_bulk
from okno.team.people.models import Employee

MOST_AT_ONCE = 200


@action
def give_out_leads(*, leads: Sequence[Lead], to: Employee, by: Actor, at: datetime) -> int:
    """Assign all the leads to `to`, or none, and return their number.

    Raises Conflict, which names the lead, when one was closed meanwhile.
    """
    allow(can_give_out_leads(by))
    limit_bulk(MOST_AT_ONCE, leads=leads)
    for lead in leads:
        assign_lead(lead=lead, to=to, by=by, at=at)
    close_when_none_is_quarantined(by=by, at=at)
    return len(leads)
