"""The receiver accepts a deal that was handed over to him (L3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.sales.events import DealAccepted
from okno.sales.handovers import record_of
from okno.sales.models import DealHandover
from okno.sales.permissions import can_accept_deal


@action
def accept_deal(*, handover: DealHandover, by: Employee | None, at: datetime) -> DealHandover:
    """He leads it for good. While he is away his substitute may answer; the deal stays the receiver's."""
    allow(can_accept_deal(by, handover, local_date(at)))
    if not handover.deal.is_open:
        raise Conflict(_("The deal is closed: there is nothing to answer."))
    move(handover, DealHandover.Status.ACCEPTED, decided_at=at, decided_by=by)
    record_of(DealAccepted, handover, by=by, at=at)
    return handover
