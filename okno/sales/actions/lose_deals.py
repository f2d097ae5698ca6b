"""Several deals are lost for one reason: what nobody answered for a quarter is closed at once (L5)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee
from okno.sales.actions.lose_deal import lose_deal
from okno.sales.at_once import no_more_than
from okno.sales.models import Deal
from okno.sales.permissions import can_lose_deals

MOST_AT_ONCE = 200


@action
def lose_deals(
    *,
    deals: Sequence[Deal],
    reason: str,
    attitude: str,
    note: str = "",
    competitor: str | None = None,
    by: Employee | None,
    at: datetime,
) -> list[Deal]:
    """Close them all, each with its own entry, or none: one that somebody has closed meanwhile stops it."""
    allow(can_lose_deals(by, deals))
    if not deals:
        raise Invalid(deals=_("Mark the deals that are lost."))
    no_more_than(MOST_AT_ONCE, deals=deals)
    told = {"reason": reason, "attitude": attitude, "note": note, "competitor": competitor}
    return [lose_deal(deal=deal, **told, by=by, at=at) for deal in deals]  # type: ignore[arg-type]
