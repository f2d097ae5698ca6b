"""C5a: one client goes from hand to hand."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.giving import give, held_now
from okno.clients.models import Company, Handover
from okno.clients.permissions import can_hand_over_client
from okno.clients.promised import hand_over_promised
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.away import hold
from okno.people.models import Employee


@action
def hand_over_client(
    *,
    company: Company,
    receiver: Employee,
    note: str = "",
    giver: Employee | None = None,
    with_promises: bool = True,
    by: Employee | None,
    at: datetime,
) -> Handover:
    """The receiver keeps the client at once and acknowledges it when he has looked at him.

    `giver`: who kept the client when this was decided; Conflict when it is somebody else by now.
    `with_promises`: what the former promised to this client goes along.
    """
    allow(can_hand_over_client(by, company, local_date(at)))
    # Before anything else is locked: who leaves at this very moment gets nothing any more.
    hold(receiver)
    keeper = company.manager
    if keeper is None:
        raise Invalid(receiver=_("Nobody keeps this client: set a manager."))
    if giver is not None and keeper != giver:
        raise Conflict(
            _("{keeper} keeps this client by now, not {giver}: open it again and look.").format(
                keeper=keeper, giver=giver
            )
        )
    if keeper == receiver:
        raise Invalid(receiver=_("This person keeps the client already."))
    held = held_now([company], giver=keeper)
    if not held:
        raise Conflict(_("Somebody has just set another manager: open it again."))
    handovers = give(held, receiver=receiver, note=note, by=by, at=at)
    company.__dict__.pop("manager", None)
    if with_promises:
        hand_over_promised(handovers, note=note, by=by, at=at)
    return handovers[0]
