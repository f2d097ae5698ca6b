"""A sample by rotation: of what takes minutes the check tries a part at each commit, and all in its turn.

bin/check names the turn in OKNO_TURN and writes it down. Without it, as in a run by hand, in `okno prove` and
in `bin/check --whole`, everything is tried.
"""

import os
from collections.abc import Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def in_turn(things: Iterable[Thing], parts: int = 3, shift: int = 0) -> list[Thing]:
    """Return every `parts`-th of the things, beginning with the turn's; all of them when no turn is named.

    Those who walk the same things each take another part of them at each turn when each has a `shift` of its
    own: a turn leaves no thing out then.
    """
    turn = os.environ.get("OKNO_TURN")
    return list(things) if turn is None else list(things)[(int(turn) + shift) % parts :: parts]
