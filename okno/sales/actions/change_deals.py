"""Marked deals get the same date, or the same word of their owner (L4, L6)."""

from collections.abc import Sequence
from datetime import datetime

from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.actions.change_deal import change_deal
from okno.sales.at_once import AtOnce, each
from okno.sales.models import Deal
from okno.sales.permissions import can_move_deals


@action
def change_deals(*, deals: Sequence[Deal], by: Employee | None, at: datetime, **given: object) -> AtOnce:
    """`given` as of `change_deal`; what cannot be changed stays and is told with its reason."""
    allow(can_move_deals(by))
    return each(deals, lambda deal: change_deal(deal=deal, by=by, at=at, **given))
