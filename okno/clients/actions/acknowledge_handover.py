"""C5a: the receiver has looked at the client and starts his own rating of the relationship."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.events import HandoverAcknowledged
from okno.clients.models import Handover
from okno.clients.permissions import can_acknowledge_handover
from okno.clients.ratings import COLD, WARM
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee


@action
def acknowledge_handover(
    *, handover: Handover, rating: int, impression: str = "", by: Employee | None, at: datetime
) -> Handover:
    """`rating` from 1 (cold) to 5 (warm): where the receiver starts with this client."""
    allow(can_acknowledge_handover(by, handover, local_date(at)))
    if not COLD <= rating <= WARM:
        raise Invalid(rating=_("From 1 (cold) to 5 (warm)."))
    impression = impression.strip()[:2000]
    move(handover, Handover.Status.ACKNOWLEDGED, closed_at=at, rating=rating, impression=impression)
    words = {"receiver": handover.receiver.name, "rating": rating, "impression": impression}
    record(HandoverAcknowledged, subject=handover, company=handover.company, by=by, at=at, **words)
    return handover
