"""Hand one client over to another manager (C5a)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.records.clients.models import Company
from okno.records.relations.handed_promises import hand_over_promised
from okno.records.relations.handover_rows import give, held_now
from okno.records.relations.models import Handover
from okno.records.relations.permissions import can_hand_over_client
from okno.team.people.away import hold
from okno.team.people.models import Employee


@action
def hand_over_client(
    *,
    company: Company,
    receiver: Employee,
    note: str = "",
    giver: Employee | None = None,
    with_promises: bool = True,
    by: Actor,
    at: datetime,
) -> Handover:
    """Make the receiver the client's manager at once and return the handover, yet to be acknowledged.

    `giver` is the manager when this was decided: Conflict is raised when another manages the client by now.
    `with_promises` hands over what the former manager promised to this client. Raises Invalid when nobody
    manages the client or the receiver cannot.
    """
    allow(can_hand_over_client(by, company, local_date(at)))
    # Before anything else is locked: who leaves at this very moment gets nothing any more.
    hold(receiver)
    manager = company.manager
    if manager is None:
        raise Invalid(receiver=_("Nobody keeps this client: set a manager."))
    if giver is not None and manager != giver:
        raise Conflict(
            _("{keeper} keeps this client by now, not {giver}: open it again and look.").format(
                keeper=manager, giver=giver
            )
        )
    if manager == receiver:
        raise Invalid(receiver=_("This person keeps the client already."))
    terms = held_now([company], giver=manager)
    if not terms:
        raise Conflict(_("Somebody has just set another manager: open it again."))
    handovers = give(terms, receiver=receiver, note=note, by=by, at=at)
    company.__dict__.pop("manager", None)
    if with_promises:
        hand_over_promised(handovers, note=note, by=by, at=at)
    return handovers[0]
