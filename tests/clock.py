"""A clock that the test winds: at every door it is the time that it shows."""

from datetime import date, datetime, timedelta

from okno.kernel.clock import at_hour


class Clock:
    """`clock.comes(10, 12)` — it is 12 October 2026, ten in the morning."""

    def __init__(self) -> None:
        self.shows = at_hour(date(2026, 9, 1), 10)

    def __call__(self) -> datetime:
        """A moment later each time: no two things happen at once."""
        self.shows += timedelta(milliseconds=1)
        return self.shows

    def comes(self, month: int, day: int, hour: int = 10, minute: int = 0) -> None:
        self.shows = at_hour(date(2026, month, day), hour) + timedelta(minutes=minute)
