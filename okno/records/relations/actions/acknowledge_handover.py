"""Acknowledge a handover: the receiver has got to know the client and rates the relationship (C5a)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move
from okno.records.relations.events import HandoverAcknowledged
from okno.records.relations.models import Handover
from okno.records.relations.permissions import can_acknowledge_handover
from okno.records.relations.ratings import COLD, WARM


@action
def acknowledge_handover(
    *, handover: Handover, rating: int, impression: str = "", by: Actor, at: datetime
) -> Handover:
    """Close the handover as acknowledged and return it.

    `rating` is where the receiver starts with this client, from 1 (cold) to 5 (warm); another raises Invalid.
    """
    allow(can_acknowledge_handover(by, handover, local_date(at)))
    if not COLD <= rating <= WARM:
        raise Invalid(rating=_("From 1 (cold) to 5 (warm)."))
    impression = impression.strip()[:2000]
    move(handover, Handover.Status.ACKNOWLEDGED, closed_at=at, rating=rating, impression=impression)
    entry_fields = {"receiver": handover.receiver.name, "rating": rating, "impression": impression}
    record(HandoverAcknowledged, subject=handover, by=by, at=at, **entry_fields)
    return handover
