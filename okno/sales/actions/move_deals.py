"""Marked deals go to a stage, each that may (L4)."""

from collections.abc import Sequence
from datetime import datetime

from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.actions.move_deal import move_deal
from okno.sales.at_once import AtOnce, each
from okno.sales.models import Deal
from okno.sales.permissions import can_move_deals


@action
def move_deals(*, deals: Sequence[Deal], stage: str, by: Employee | None, at: datetime) -> AtOnce:
    """What cannot be moved stays and is told with its reason: the rest does not wait for it."""
    allow(can_move_deals(by))
    return each(deals, lambda deal: move_deal(deal=deal, stage=stage, by=by, at=at))
