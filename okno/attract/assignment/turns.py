"""Turns within a rule, by weight: integers only, no database (L2).

A clock runs through the shares: each lead moves it by one over the weight of the able sellers, and moves the
seller who takes it by one over their own weight. Sellers behind the clock may take; of these the one whose
next lead would be due first does. So after any number of leads each has within one lead of their share.
Absent and full sellers are carried along with the clock: they neither catch up in a burst nor pay for it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

# About the stride of one lead at weight one; `_stride_of_one` makes it a multiple of the weights.
ONE = 10**10


@dataclass(frozen=True, slots=True)
class Share:
    """A seller of a rule; `strides` is how far the leads taken have moved them."""

    key: int
    weight: int = 1
    strides: int = 0
    most_open: int | None = None


def next_turn(shares: Sequence[Share], able: Collection[int]) -> int | None:
    """Return the key of the `able` seller who takes the next lead; None when nobody is able to."""
    taking = [share for share in shares if share.key in able]
    if not taking:
        return None
    weighed = sum(share.weight * share.strides for share in shares)
    clock = Fraction(weighed, sum(share.weight for share in shares))
    stride = _stride_of_one(shares)
    clock += Fraction(stride, sum(share.weight for share in taking))
    behind = [share for share in taking if share.strides < clock] or taking
    return min(
        behind, key=lambda share: (share.strides + stride // share.weight, share.strides, share.key)
    ).key


def after_turn(shares: Sequence[Share], able: Collection[int], taker: int) -> dict[int, int]:
    """Return the new strides by key after `taker` took a lead; unable sellers are carried with the clock."""
    stride = _stride_of_one(shares)
    carried = stride // sum(share.weight for share in shares if share.key in able)
    return {
        share.key: share.strides + (stride // share.weight if share.key == taker else carried)
        for share in shares
        if share.key == taker or share.key not in able
    }


def _stride_of_one(shares: Sequence[Share]) -> int:
    """Return the stride of one lead at weight one, a multiple of the weights so that divisions are exact.

    It is the same for a rule as long as the rule is in force.
    """
    common = lcm(*(share.weight for share in shares))
    # The nearest multiple below ONE: every stride is then a whole number, and shares drift by nothing in a
    # million turns.
    return common * (ONE // common) if common <= ONE else ONE


def is_full(share: Share, open_leads: Mapping[int, int]) -> bool:
    """Return whether the seller has as many new leads as the rule allows."""
    return share.most_open is not None and open_leads.get(share.key, 0) >= share.most_open
