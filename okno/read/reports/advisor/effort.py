"""Where the effort goes, by touches in the journal, and what both sides bring. Touches are no hours."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, DateField, F, Q, Sum, Value, When
from django.db.models.functions import TruncDate

from okno.attract.deals.models import Deal
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import Period
from okno.money.invoicing.models import Subscription
from okno.read.reports.advisor.flow import monday_of
from okno.team.people.models import Employee
from okno.team.people.permissions import HEADS, SELLERS

WEEKS = 12
CALLS = ("journal.call_logged", "journal.call_shown")
MEETINGS = ("journal.meeting_logged", "journal.meeting_shown")
NOTES = ("journal.note_written", "journal.note_shown")
LETTERS = ("clients.letter_sent",)
TOUCHES = (*CALLS, *MEETINGS, *NOTES, *LETTERS)
SIX_DAYS = timedelta(days=6)


@dataclass
class Side:
    """Touches of new or of existing clients, by week and by person."""

    by_week: Counter[date] = field(default_factory=Counter)
    by_person: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.by_week.values())


@dataclass(frozen=True)
class Effort:
    """Touches of both sides and the fees they brought; `ended_minor` is None when the reader may not see
    fees.
    """

    weeks: Sequence[date]
    new: Side
    existing: Side
    won_minor: Counter[date]
    added_minor: Counter[date]
    ended_minor: Counter[date] | None

    @property
    def lived(self) -> list[date]:
        """Return the weeks from the first with any touch or fee; earlier weeks are unknown, not zero."""
        sides = (self.new.by_week, self.existing.by_week, self.won_minor, self.added_minor)
        counts = [sum(side[week] for side in sides) for week in self.weeks]
        first = next((place for place, count in enumerate(counts) if count), len(counts))
        return list(self.weeks[first:])

    @property
    def touches(self) -> int:
        return self.new.total + self.existing.total

    @property
    def new_bp(self) -> int | None:
        """Return the share of new clients in the touches, in basis points; None without touches."""
        return self.new.total * 10_000 // self.touches if self.touches else None


def effort_of(reader: Employee, on: date) -> Effort:
    """Return the effort of the whole weeks before the running one."""
    mondays = [monday_of(on) - timedelta(weeks=back) for back in range(WEEKS, 0, -1)]
    period = Period(mondays[0], mondays[-1] + SIX_DAYS)
    sides = {False: Side(), True: Side()}
    won: defaultdict[bool, Counter[date]] = defaultdict(Counter)
    for day, person, existing, count in _touches(reader, period):
        sides[existing].by_week[monday_of(day)] += count
        sides[existing].by_person[person] += count
    for day, existing, fees in _won(reader, period):
        won[existing][monday_of(day)] += fees or 0
    return Effort(mondays, sides[False], sides[True], won[False], won[True], _ended(reader, period))


def _touches(reader: Employee, period: Period) -> Iterator[tuple[date, str, bool, int]]:
    """Yield (week, employee, is existing, count) of calls, meetings, notes and letters.

    «Existing» were clients on that very day. Cutting a day out of an instant is expensive in SQLite, so it is
    done only for companies that became clients in these weeks.
    """
    entries = Entry.objects.visible_to(reader).during(period).filter(kind__in=TOUCHES, by__isnull=False)
    theirs = entries.filter(company__is_own=False).order_by()
    became = Q(company__client_since_on__range=(period.starts_on, period.ends_on))
    # «Not in the range» of SQL forgets those who never became clients.
    never = Q(company__client_since_on__isnull=True)
    settled = theirs.filter(~became | never).annotate(
        on=_week(period), existing=_holds(Q(company__client_since_on__lt=period.starts_on))
    )
    dated = theirs.filter(became).annotate(on=TruncDate("at"))
    moved = dated.annotate(existing=_holds(Q(company__client_since_on__lte=F("on"))))
    # Who sells is sorted out here: by people the engine would read all that they ever did.
    sellers = dict(Employee.objects.filter(roles__role__in=SELLERS).values_list("pk", "name"))
    for touches in (settled, moved):
        for on, by, existing, count in touches.values_list("on", "by", "existing").annotate(Count("pk")):
            if by in sellers:
                yield on, sellers[by], existing, count


def _week(period: Period) -> Case:
    """Return the expression for the Monday of an entry's week, by comparing instants."""
    # By instants and not by TruncWeek: the index over `at` is used, and Monday begins at midnight in Moscow.
    mondays = [period.starts_on + timedelta(weeks=n) for n in range(period.days // 7)]
    ends = [When(at__lt=at_hour(on + timedelta(weeks=1), 0), then=Value(on)) for on in mondays]
    return Case(*ends, output_field=DateField())


def _holds(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def _won(reader: Employee, period: Period) -> Any:
    """Return new monthly fees; «existing» were clients before the day of signing."""
    days = (period.starts_on, period.ends_on)
    won = Deal.objects.visible_to(reader).filter(status="won", imported=False, closed_on__range=days)
    existing = Case(When(company__client_since_on__lt=F("closed_on"), then=Value(True)), default=Value(False))
    dated = won.order_by().annotate(existing=existing)
    return dated.values_list("closed_on", "existing").annotate(Sum("monthly_minor"))


def _ended(reader: Employee, period: Period) -> Counter[date] | None:
    """Return monthly fees, without VAT, of services that ended, by week; None unless the reader sees all."""
    if not reader.has(*HEADS):
        return None
    days = (period.starts_on, period.ends_on)
    ended = Subscription.objects.visible_to(reader).filter(ends_on__range=days)
    fees_by_week: Counter[date] = Counter()
    for on, fees_minor in ended.net_fees_by_last_day():
        fees_by_week[monday_of(on)] += fees_minor
    return fees_by_week
