"""Several deals are lost for one reason: what nobody answered for a quarter is closed at once (L5)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_lose_deals
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.ui.bulk import limit_bulk

MOST_AT_ONCE = 200


@action
def lose_deals(
    *,
    deals: Sequence[Deal],
    reason: str,
    attitude: str,
    note: str = "",
    competitor: str | None = None,
    by: Actor,
    at: datetime,
) -> list[Deal]:
    """Close them all, each with its own entry, or none: one that somebody has closed meanwhile stops it."""
    allow(can_lose_deals(by, deals))
    if not deals:
        raise Invalid(deals=_("Mark the deals that are lost."))
    limit_bulk(MOST_AT_ONCE, deals=deals)
    outcome = {"reason": reason, "attitude": attitude, "note": note, "competitor": competitor}
    return [lose_deal(deal=deal, **outcome, by=by, at=at) for deal in deals]  # type: ignore[arg-type]
