"""How many vacation days there are, by the Labour Code: pure arithmetic over a calendar year.

Days are calendar days; the public holidays of article 112 inside a vacation do not count (article 120), while
days off that the government merely moved do. The year is the calendar year, as in a vacation schedule.

Whoever worked through the whole year has all his days. Whoever came or left in it has them pro rata: days a
year × months ÷ 12, where months run from the first day he worked, and what remains at the end counts as a
month when it is half a month (15 days) or more, and as nothing when it is less (Rules on leaves of 1930,
clause 35). The part of a day is rounded up, in favour of the one who rests. What is earned by a day is
counted in the same way up to that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from okno.ground.kernel.dates import Period, add_months

# Labour Code, article 112: (month, day).
PUBLIC_HOLIDAYS = frozenset(
    {*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
)
# Article 125: at least one part of a vacation is no shorter.
LONG_PART = 14
_HALF_A_MONTH = 15


@dataclass(frozen=True)
class Balance:
    """One's vacation days of one calendar year."""

    year: int
    granted: int
    earned: int
    used: int
    planned: int
    longest: int

    @property
    def left(self) -> int:
        """Return the days that are not taken yet; planned days are still among them."""
        return self.granted - self.used

    @property
    def free(self) -> int:
        """Return the days that may still be announced; negative when a head gave more than the year has."""
        return self.left - self.planned

    @property
    def lacks_long_part(self) -> bool:
        """Return whether no part has fourteen days and the free days cannot make one (article 125)."""
        return self.granted >= LONG_PART > max(self.longest, self.free)


def is_public_holiday(on: date) -> bool:
    return (on.month, on.day) in PUBLIC_HOLIDAYS


def vacation_days(period: Period) -> int:
    """Days of the period that a vacation costs."""
    days = (period.starts_on + timedelta(days=index) for index in range(period.days))
    return sum(not is_public_holiday(on) for on in days)


def granted_for(period: Period, days_a_year: int) -> int:
    """Return the days that work through the period earns; the period lies within one calendar year."""
    # Rounded up, in favour of the employee.
    return -(-days_a_year * months_worked(period) // 12)


def months_worked(period: Period) -> int:
    """Whole months from the first day; a rest of fifteen days or more is one too."""
    after = period.ends_on + timedelta(days=1)
    whole = 0
    # From the first day and not from the last end: the 31st has no day in shorter months, and would creep.
    while add_months(period.starts_on, whole + 1) <= after:
        whole += 1
    rest = (after - add_months(period.starts_on, whole)).days
    return whole + (rest >= _HALF_A_MONTH)


def year_of(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def balance(
    *, year: int, on: date, days_a_year: int, hired_on: date, left_on: date | None, taken: Iterable[Period]
) -> Balance:
    """Return the days of the year as they stand on a day; `taken` are all vacations, past and announced."""
    whole = year_of(year)
    worked = _clip(whole, hired_on, left_on)
    so_far = _clip(whole, hired_on, min(on, left_on or on))
    parts = [part for period in taken if (part := period.clip(whole))]
    # Today counts as planned still: a vacation that began this morning may be broken off.
    past = Period(date.min, on - timedelta(days=1))
    used = sum(vacation_days(gone) for part in parts if (gone := part.clip(past)))
    costs = [vacation_days(part) for part in parts]
    return Balance(
        year=year,
        granted=granted_for(worked, days_a_year) if worked else 0,
        earned=granted_for(so_far, days_a_year) if so_far else 0,
        used=used,
        planned=sum(costs) - used,
        longest=max(costs, default=0),
    )


def _clip(year: Period, first: date, last: date | None) -> Period | None:
    if last is not None and last < first:
        return None
    return year.clip(Period(first, last or date.max))
