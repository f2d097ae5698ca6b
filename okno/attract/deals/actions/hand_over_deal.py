"""An open deal is handed over to a colleague, who accepts it or returns it (L3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.assignment.assign import works
from okno.attract.deals.events import DealHandedOver
from okno.attract.deals.handovers import NOTE_LENGTH, offer
from okno.attract.deals.models import Deal, DealHandover
from okno.attract.deals.permissions import can_hand_over_deal
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.moves import change_if
from okno.team.people.models import Employee
from okno.team.people.permissions import SELLERS


@action
def hand_over_deal(
    *, deal: Deal, receiver: Employee, note: str = "", by: Actor, at: datetime
) -> DealHandover | None:
    """Give the deal to the receiver, who leads it from now on, and return the hand-over that waits for an
    answer.

    Return None when the receiver took it for themselves: then nobody has to answer.
    """
    allow(can_hand_over_deal(by, deal))
    if not deal.is_open:
        raise Conflict(_("The deal is «{status}»: there is nothing to hand over.").format(status=_word(deal)))
    if receiver.pk == deal.owner_id:
        raise Invalid(receiver=_("Choose a colleague: the deal is his already."))
    if not works(receiver, local_date(at)) or not receiver.has(*SELLERS):
        raise Invalid(receiver=_("{name} does not lead deals.").format(name=receiver.name))
    if DealHandover.objects.filter(deal=deal, status=DealHandover.Status.WAITING).exists():
        raise Conflict(_("The deal waits to be accepted already: take it back first."))
    before = deal.owner
    # Of two hand-overs at once the second waits here, and finds the owner changed.
    change_if(deal, seen={"status": Deal.Status.OPEN, "owner": before}, owner=receiver)
    giver = before or by.employee
    if giver is None or receiver == by.employee:
        facts = {"title": deal.title, "owner": receiver.name, "before": before.name if before else "—"}
        reason = " ".join(note.split())[:NOTE_LENGTH]
        record(DealHandedOver, subject=deal, by=by, at=at, reason=reason, **facts)
        return None
    return offer(deal, giver=giver, receiver=receiver, note=note, by=by, at=at)


def _word(deal: Deal) -> str:
    return str(deal.get_status_display())
