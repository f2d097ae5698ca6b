"""Marked deals get the same date, or the same word of their owner (L4, L6)."""

from collections.abc import Sequence
from datetime import datetime

from okno.attract.deals.actions.change_deal import change_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_change_deals
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.ui.bulk import BulkResult, apply_each


@action
def change_deals(*, deals: Sequence[Deal], by: Actor, at: datetime, **fields: object) -> BulkResult:
    """`given` as of `change_deal`; what cannot be changed stays and is told with its reason."""
    allow(can_change_deals(by))
    return apply_each(deals, lambda deal: change_deal(deal=deal, by=by, at=at, **fields))
