"""An open deal is handed over to a colleague, who accepts it or returns it (L3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.sales.assignment.assign import works
from okno.sales.events import DealHandedOver
from okno.sales.handovers import NOTE_LENGTH, offer
from okno.sales.models import Deal, DealHandover
from okno.sales.permissions import can_hand_over_deal


@action
def hand_over_deal(
    *, deal: Deal, receiver: Employee, note: str = "", by: Employee | None, at: datetime
) -> DealHandover | None:
    """The receiver leads it from now on and is to answer. None: who took it for himself answers nobody."""
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
    touched = Deal.objects.open().filter(pk=deal.pk, owner=before).update(owner=receiver)
    if touched != 1:
        raise Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=deal))
    deal.owner = receiver
    giver = before or by
    if giver is None or receiver == by:
        words = {"title": deal.title, "owner": receiver.name, "before": before.name if before else "—"}
        reason = " ".join(note.split())[:NOTE_LENGTH]
        record(DealHandedOver, subject=deal, company=deal.company, by=by, at=at, reason=reason, **words)
        return None
    return offer(deal, giver=giver, receiver=receiver, note=note, by=by, at=at)


def _word(deal: Deal) -> str:
    return str(deal.get_status_display())
