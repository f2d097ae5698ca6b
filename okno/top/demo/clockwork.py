"""A calendar of things to do: the demo company lives its history in the order of time."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count

from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.workdays import is_working_day, next_working_day

Deed = Callable[[datetime], None]


class Clockwork:
    """Deeds wait for their hour; a deed may plan others. What lies after `until` never happens."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._order = count()

    def plan(self, at: datetime, deed: Deed) -> None:
        if at <= self.until:
            heapq.heappush(self._deeds, (at, next(self._order), deed))

    def run(self, on_progress: Callable[[datetime], None] = lambda at: None) -> None:
        """Do everything in the order of time; `told` hears the hour before each deed."""
        while self._deeds:
            at, _order, deed = heapq.heappop(self._deeds)
            on_progress(at)
            deed(at)


def working_hour(on: date, hour: int, minute: int = 0) -> datetime:
    """Return that hour of the day, or of the next working day where it is none."""
    return at_hour(on if is_working_day(on) else next_working_day(on), hour, minute)


def days_later(at: datetime, days: int, hour: int, minute: int = 0) -> datetime:
    """Some days on, moved to a working day."""
    return working_hour((at + timedelta(days=days)).date(), hour, minute)
