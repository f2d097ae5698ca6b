"""A deal is won by the signing of its contract, and by nothing else (L4)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.attract.deals.events import DealWon
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_win_deal
from okno.attract.deals.pipeline.stages import leave_stage
from okno.attract.leads.keys import release_keys
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.moves import move


@action
def win_deal(*, deal: Deal, signed_on: date, by: Actor, at: datetime) -> Deal:
    """Close the deal as won on the day of signing. Called by the reaction to a signed contract alone.

    A deal loaded from elsewhere is never won here: it would earn somebody money for history (L5).
    """
    allow(can_win_deal(by, deal))
    if deal.imported:
        raise Conflict(
            _("This deal is loaded history and cannot be won: register a new lead for this client.")
        )
    move(deal, Deal.Status.WON, closed_on=signed_on)
    leave_stage(deal, at=at)
    if deal.lead:
        release_keys(deal.lead)
    record(DealWon, subject=deal, by=by, at=at, title=deal.title, signed_on=signed_on)
    return deal
