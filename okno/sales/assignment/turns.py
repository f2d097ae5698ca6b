"""Whose turn it is within a rule, by weight: integers only, no database (L2).

A clock runs through the shares: each lead given moves it by one over the weight of those who could take it,
and puts the one who takes it one over his own weight further. Who is behind the clock may take; of these the
one whose next lead would be due first does. So after any number of leads each has within one lead of his
share. Who is away or full is carried along with the clock: he neither catches up in a burst nor pays for it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

# One lead for a weight of one, about so much: a multiple of the weights, where there is one so small.
ONE = 10**10


@dataclass(frozen=True, slots=True)
class Share:
    """One who takes leads by a rule; `strides` is how far what he was given has put him."""

    key: int
    weight: int = 1
    strides: int = 0
    most_open: int | None = None


def next_turn(shares: Sequence[Share], able: Collection[int]) -> int | None:
    """Who of the `able` takes the next lead; None when nobody is able to."""
    taking = [one for one in shares if one.key in able]
    if not taking:
        return None
    weighed = sum(one.weight * one.strides for one in shares)
    clock = Fraction(weighed, sum(one.weight for one in shares))
    one_lead = _one(shares)
    clock += Fraction(one_lead, sum(one.weight for one in taking))
    behind = [one for one in taking if one.strides < clock] or taking
    return min(behind, key=lambda one: (one.strides + one_lead // one.weight, one.strides, one.key)).key


def after_turn(shares: Sequence[Share], able: Collection[int], taker: int) -> dict[int, int]:
    """Key → strides after `taker` took one: he goes a stride further, who was unable goes with the clock."""
    one_lead = _one(shares)
    carried = one_lead // sum(one.weight for one in shares if one.key in able)
    return {
        one.key: one.strides + (one_lead // one.weight if one.key == taker else carried)
        for one in shares
        if one.key == taker or one.key not in able
    }


def _one(shares: Sequence[Share]) -> int:
    """The same for a rule while it is in force: divided by its weights nothing is lost."""
    common = lcm(*(one.weight for one in shares))
    return common * (ONE // common) if common <= ONE else ONE


def is_full(share: Share, open_leads: Mapping[int, int]) -> bool:
    return share.most_open is not None and open_leads.get(share.key, 0) >= share.most_open
