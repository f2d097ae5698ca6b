"""Marked deals go to a stage, each that may (L4)."""

from collections.abc import Sequence
from datetime import datetime

from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_move_deals
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.ui.bulk import BulkResult, apply_each


@action
def move_deals(*, deals: Sequence[Deal], stage: str, by: Actor, at: datetime) -> BulkResult:
    """Move the deals to the stage; those that cannot be moved stay and are returned with their reasons."""
    allow(can_move_deals(by))
    return apply_each(deals, lambda deal: move_deal(deal=deal, stage=stage, by=by, at=at))
