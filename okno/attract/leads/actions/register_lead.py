"""Registration of a lead from any channel (L1, L2, complaint 10)."""

from datetime import datetime

from okno.attract.leads.caller import Caller, read_caller
from okno.attract.leads.decision import decide
from okno.attract.leads.intake import write_lead
from okno.attract.leads.models import Lead
from okno.attract.leads.permissions import can_register_lead
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow


@action
def register_lead(*, caller: Caller, checked: bool = True, by: Actor, at: datetime) -> Lead:
    """Return the lead of this caller: the one in work that has any of their contacts, or else a new one.

    When an employee types it (`checked`), a wrong INN, e-mail or phone raises Invalid. From an outside form
    (`checked=False`) the lead is taken all the same, and invalid values are kept in `data_issues`. The
    caller's `door` names the API token of an outside form: leads beyond its limit are put on hold
    (throttle.py), and so is a form with a filled honeypot.
    """
    allow(can_register_lead(by))
    return write_lead(decide(read_caller(caller, checked=checked), at=at), by=by, at=at)
