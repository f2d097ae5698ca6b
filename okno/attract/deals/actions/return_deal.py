"""A deal that was handed over is returned to the giver, with the reason (L3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.assignment.assign import works
from okno.attract.deals.events import DealReturned, DealTakenBack
from okno.attract.deals.handovers import record_of
from okno.attract.deals.models import Deal, DealHandover
from okno.attract.deals.permissions import can_accept_deal, can_return_deal
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.moves import change_if, move
from okno.team.people.permissions import SELLERS


@action
def return_deal(*, handover: DealHandover, reason: str, by: Actor, at: datetime) -> DealHandover:
    """Return the deal to the giver, who may hand it over anew; the giver and heads take it back so."""
    allow(can_return_deal(by, handover, local_date(at)))
    on = local_date(at)
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise Invalid(reason=_("Say why the deal is returned."))
    giver, deal = handover.giver, handover.deal
    if not works(giver, on) or not giver.has(*SELLERS):
        raise Invalid(reason=_("{name} leads no deals any more: hand the deal over.").format(name=giver.name))
    if not deal.is_open:
        raise Conflict(_("The deal is closed: there is nothing to answer."))
    move(handover, DealHandover.Status.RETURNED, decided_at=at, decided_by=by.employee, reason=reason)
    change_if(deal, seen={"status": Deal.Status.OPEN, "owner": handover.receiver_id}, owner=giver)
    event = DealReturned if can_accept_deal(by, handover, on) else DealTakenBack
    record_of(event, handover, by=by, at=at, reason=reason)
    return handover
