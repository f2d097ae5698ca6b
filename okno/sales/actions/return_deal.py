"""A deal that was handed over is returned to the giver, with the reason (L3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.sales.assignment.assign import works
from okno.sales.events import DealReturned, DealTakenBack
from okno.sales.handovers import record_of
from okno.sales.models import Deal, DealHandover
from okno.sales.permissions import can_accept_deal, can_return_deal


@action
def return_deal(*, handover: DealHandover, reason: str, by: Employee | None, at: datetime) -> DealHandover:
    """The deal is the giver's again, who may hand it over anew. The giver and a head take it back so."""
    on = local_date(at)
    allow(can_return_deal(by, handover, on))
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise Invalid(reason=_("Say why the deal is returned."))
    giver, deal = handover.giver, handover.deal
    if not works(giver, on) or not giver.has(*SELLERS):
        raise Invalid(reason=_("{name} leads no deals any more: hand the deal over.").format(name=giver.name))
    if not deal.is_open:
        raise Conflict(_("The deal is closed: there is nothing to answer."))
    move(handover, DealHandover.Status.RETURNED, decided_at=at, decided_by=by, reason=reason)
    touched = Deal.objects.open().filter(pk=deal.pk, owner=handover.receiver_id).update(owner=giver)
    if touched != 1:
        raise Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=deal))
    deal.owner = giver
    event = DealReturned if can_accept_deal(by, handover, on) else DealTakenBack
    record_of(event, handover, by=by, at=at, reason=reason)
    return handover
