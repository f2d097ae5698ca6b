"""The receiver accepts a deal that was handed over to him (L3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.deals.events import DealAccepted
from okno.attract.deals.handovers import record_of
from okno.attract.deals.models import DealHandover
from okno.attract.deals.permissions import can_accept_deal
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.moves import move


@action
def accept_deal(*, handover: DealHandover, by: Actor, at: datetime) -> DealHandover:
    """He leads it for good. While he is away his substitute may answer; the deal stays the receiver's."""
    allow(can_accept_deal(by, handover, local_date(at)))
    if not handover.deal.is_open:
        raise Conflict(_("The deal is closed: there is nothing to answer."))
    move(handover, DealHandover.Status.ACCEPTED, decided_at=at, decided_by=by.employee)
    record_of(DealAccepted, handover, by=by, at=at)
    return handover
