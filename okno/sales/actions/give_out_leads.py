"""Many leads are given to one person by a head."""

from collections.abc import Sequence
from datetime import datetime

from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.actions.assign_lead import assign_lead
from okno.sales.at_once import no_more_than
from okno.sales.flood import close_when_none_is_held
from okno.sales.models import Lead
from okno.sales.permissions import can_give_out_leads

MOST_AT_ONCE = 200


@action
def give_out_leads(*, leads: Sequence[Lead], to: Employee, by: Employee | None, at: datetime) -> int:
    """How many are his now. All or none: what was closed meanwhile is a Conflict that names it."""
    allow(can_give_out_leads(by))
    no_more_than(MOST_AT_ONCE, leads=leads)
    for lead in leads:
        assign_lead(lead=lead, to=to, by=by, at=at)
    close_when_none_is_held(by=by, at=at)
    return len(leads)
