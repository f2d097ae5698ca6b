"""The clocks of the tests: one that stands at an hour of a working day, and one that a test winds."""

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta

from okno.ground.kernel.clock import at_hour

# Monday 12 October 2026, ten in the morning: the `now` of the fixed cast.
WORKING_HOUR = "2026-10-12T10:00"


def starting_time() -> datetime:
    """Return the moment at which every test begins, in the company's time zone.

    OKNO_TEST_NOW moves it (`OKNO_TEST_NOW=2028-02-29T23:30`), to run the suite at an awkward hour.
    """
    start = datetime.fromisoformat(os.environ.get("OKNO_TEST_NOW", WORKING_HOUR))
    return at_hour(start.date(), start.hour, start.minute)


class Clock:
    """`clock.comes(10, 12)` — it is 12 October 2026, ten in the morning."""

    def __init__(self, shows: datetime | None = None) -> None:
        self.shows = shows or at_hour(date(2026, 9, 1), 10)

    def __call__(self) -> datetime:
        """A moment later each time: no two things happen at once."""
        self.shows += timedelta(milliseconds=1)
        return self.shows

    def comes(self, month: int, day: int, hour: int = 10, minute: int = 0) -> None:
        self.shows = at_hour(date(2026, month, day), hour) + timedelta(minutes=minute)


class DoorClock:
    """What `timezone.now` answers while tests run: each test begins at the same moment.

    It moves on by a microsecond with each look, as life does: code that compares "seen at" with "changed at"
    would take two things of one instant for one.
    """

    def __init__(self, real: Callable[[], datetime]) -> None:
        self.real = real
        self.is_real = False
        self.start = self.shows = starting_time().astimezone(real().tzinfo)

    def __call__(self) -> datetime:
        if self.is_real:
            return self.real()
        self.shows += timedelta(microseconds=1)
        return self.shows

    def begin(self, *, is_real: bool) -> None:
        self.is_real, self.shows = is_real, self.start
