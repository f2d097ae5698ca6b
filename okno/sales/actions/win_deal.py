"""A deal is won by the signing of its contract, and by nothing else (L4)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.sales.events import DealWon
from okno.sales.keys import let_go
from okno.sales.models import Deal
from okno.sales.permissions import can_win_deal
from okno.sales.pipeline.stages import leave_stage


@action
def win_deal(*, deal: Deal, signed_on: date, by: Employee | None, at: datetime) -> Deal:
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
        let_go(deal.lead)
    record(DealWon, subject=deal, company=deal.company, by=by, at=at, title=deal.title, signed_on=signed_on)
    return deal
