"""What is won and expected, person by person and month by month, and what was thought of it before (L6).

Loaded history counts nowhere. What is won is a month's fees of deals by the day they were closed on. Open
deals count by the day they are expected on; those without a day, those whose day has passed and those
without a sum are told apart (`apart`) and are in no forecast: a day that has passed says nothing of the next.
The amounts and their parts are in forecast_amounts.py. The number of queries does not grow with the people.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When

from okno.kernel.dates import Period, add_months, months_between
from okno.people.models import Employee
from okno.sales.models import Deal, ForecastSnapshot
from okno.sales.planning.amounts import Cell, OpenDeals, cell

# None: everybody, nobody's deals too.
Owners = Collection[int] | None
Key = tuple[int | None, date]
# Months that a day's snapshot is about: the one that goes and the next two.
AHEAD = 2


@dataclass(frozen=True)
class Apart:
    """Open deals that no forecast has, and why; sums of those that have one."""

    undated_count: int = 0
    undated_minor: int = 0
    overdue_count: int = 0
    overdue_minor: int = 0
    unpriced_count: int = 0


@dataclass(frozen=True)
class Thought:
    """What was thought of a period on a day."""

    taken_on: date
    won_minor: int
    committed_minor: int
    weighted_minor: int


def cells_of(period: Period, on: date, owners: Owners = None) -> dict[Key, Cell]:
    """(person, first day of the month) → his month; two queries. Nobody's deals stand under None."""
    months = list(months_between(period.starts_on, period.ends_on))
    won: defaultdict[Key, list[tuple[int, int]]] = defaultdict(list)
    expected: defaultdict[Key, list[OpenDeals]] = defaultdict(list)
    for owner, month, minor, count in _won(period, owners).values_list(
        "owner", _month("closed_on", months), Sum("monthly_minor"), Count("pk")
    ):
        won[owner, months[month].starts_on].append((minor or 0, count))
    open_deals = expected_in(period, on, owners).order_by()
    for owner, month, probability_bp, committed, minor, count in open_deals.values_list(
        "owner",
        _month("expected_on", months),
        "stage__probability_bp",
        "is_committed",
        Sum("monthly_minor"),
        Count("pk"),
    ):
        known = OpenDeals(minor or 0, probability_bp, committed, count)
        expected[owner, months[month].starts_on].append(known)
    return {key: cell(won[key], expected[key]) for key in {*won, *expected}}


def won_by_day(period: Period, owners: Owners = None) -> dict[date, int]:
    by_day = _won(period, owners).values_list("closed_on").annotate(minor=Sum("monthly_minor"))
    return {on: minor or 0 for on, minor in by_day}


def total(cells: Iterable[Cell]) -> Cell:
    return sum(cells, Cell())


def apart(on: date, owners: Owners = None) -> Apart:
    """One query."""
    undated, overdue = Q(expected_on__isnull=True), Q(expected_on__lt=on)
    found = _ours(Deal.objects.open(), owners).aggregate(
        undated_count=Count("pk", undated),
        undated_minor=Sum("monthly_minor", filter=undated),
        overdue_count=Count("pk", overdue),
        overdue_minor=Sum("monthly_minor", filter=overdue),
        unpriced_count=Count("pk", Q(monthly_minor__isnull=True)),
    )
    return Apart(**{name: value or 0 for name, value in found.items()})


def expected_in(period: Period, on: date, owners: Owners = None) -> QuerySet[Deal]:
    """Open deals dated in the period, on the day or later."""
    days = {"expected_on__gte": max(on, period.starts_on), "expected_on__lte": period.ends_on}
    return _ours(Deal.objects.open(), owners).filter(**days)


def closing_first(reader: Employee, period: Period, on: date, owners: Owners = None) -> QuerySet[Deal]:
    """The deals that would bring most, as the reader may see them: committed first, then by likely sum."""
    found = expected_in(period, on, owners).filter(monthly_minor__gt=0)
    likely = F("monthly_minor") * F("stage__probability_bp")
    visible = found.filter(pk__in=Deal.objects.visible_to(reader).order_by().values("pk"))
    return visible.select_related("stage", "company", "owner").order_by(
        "-is_committed", likely.desc(), "expected_on", "pk"
    )


def thoughts(period: Period, owners: Owners = None) -> list[Thought]:
    """What was thought of the period, day by day, since all its months were looked at.

    A month that was over by then is not looked at any more: what it won is added as it is known now.
    """
    months = list(months_between(period.starts_on, period.ends_on))
    since = add_months(months[-1].starts_on, -AHEAD)
    rows = ForecastSnapshot.objects.filter(
        month_on__in=[month.starts_on for month in months],
        taken_on__gte=since,
        taken_on__lte=period.ends_on,
    )
    if owners is not None:
        rows = rows.filter(employee__in=owners)
    wins = won_by_day(period, owners)
    sums = (
        rows.order_by("taken_on")
        .values_list("taken_on")
        .annotate(Sum("won_minor"), Sum("committed_minor"), Sum("weighted_minor"))
    )
    found = {taken: Thought(taken, *amounts) for taken, *amounts in sums}
    nothing = [Thought(taken, 0, 0, 0) for taken in _taken(since, period.ends_on) if taken not in found]
    return [_with_months_over(one, wins) for one in sorted([*found.values(), *nothing], key=_taken_on)]


def _with_months_over(thought: Thought, wins: dict[date, int]) -> Thought:
    over = sum(minor for day, minor in wins.items() if day < thought.taken_on.replace(day=1))
    return Thought(
        thought.taken_on, thought.won_minor + over, thought.committed_minor, thought.weighted_minor
    )


def _taken_on(thought: Thought) -> date:
    return thought.taken_on


def _taken(since: date, until: date) -> list[date]:
    """The days on which anything was looked at: then who has no row had nothing."""
    days = ForecastSnapshot.objects.filter(taken_on__gte=since, taken_on__lte=until, employee__isnull=True)
    return list(days.order_by().values_list("taken_on", flat=True).distinct())


def _won(period: Period, owners: Owners) -> QuerySet[Deal]:
    won = Deal.objects.filter(
        status=Deal.Status.WON, closed_on__gte=period.starts_on, closed_on__lte=period.ends_on
    )
    return _ours(won, owners).order_by()


def _ours(deals: QuerySet[Deal], owners: Owners) -> QuerySet[Deal]:
    ours = deals.filter(imported=False)
    return ours if owners is None else ours.filter(owner__in=owners)


def _month(field: str, months: list[Period]) -> Case:
    """Which of the months a day lies in, by its number; plain comparisons are quick on both engines."""
    return Case(
        *[When(**{f"{field}__lte": month.ends_on}, then=Value(place)) for place, month in enumerate(months)],
        output_field=IntegerField(),
    )
