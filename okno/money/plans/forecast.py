"""The forecast by person and month: won and expected deals, and the forecasts of earlier days (L6).

Imported history counts nowhere. Won deals count with their monthly fees by the day they were closed. Open
deals count by their expected day; those without a day, past their day or without a sum are in no forecast and
are counted on their own (`apart`): a passed day says nothing of the next. The amounts and their parts are in
amounts.py. The number of queries does not grow with the people.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When

from okno.attract.deals.models import Deal
from okno.ground.kernel.dates import Period, add_months, months_between
from okno.money.plans.amounts import Cell, OpenDeals, cell
from okno.money.plans.models import ForecastSnapshot
from okno.team.people.models import Employee

# None: everybody, unowned deals included.
Owners = Collection[int] | None
Key = tuple[int | None, date]
# Months of a snapshot after the current one.
AHEAD = 2


@dataclass(frozen=True)
class Apart:
    """Open deals that are in no forecast, by reason; sums of those that have one."""

    undated_count: int = 0
    undated_minor: int = 0
    overdue_count: int = 0
    overdue_minor: int = 0
    unpriced_count: int = 0


@dataclass(frozen=True)
class ForecastPoint:
    """The forecast of a period as it was on a day; sums are minor units."""

    taken_on: date
    won_minor: int
    committed_minor: int
    weighted_minor: int


def cells_of(period: Period, on: date, owners: Owners = None) -> dict[Key, Cell]:
    """Return months by (person, first day of the month); unowned deals under None; two queries."""
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
        deals = OpenDeals(minor or 0, probability_bp, committed, count)
        expected[owner, months[month].starts_on].append(deals)
    return {key: cell(won[key], expected[key]) for key in {*won, *expected}}


def won_by_day(period: Period, owners: Owners = None) -> dict[date, int]:
    """Return the sums of the deals won on each day, in minor units."""
    by_day = _won(period, owners).values_list("closed_on").annotate(minor=Sum("monthly_minor"))
    return {on: minor or 0 for on, minor in by_day}


def total(cells: Iterable[Cell]) -> Cell:
    """Return the sum of the cells."""
    return sum(cells, Cell())


def apart(on: date, owners: Owners = None) -> Apart:
    """Return the open deals that are in no forecast on the day; one query."""
    undated, overdue = Q(expected_on__isnull=True), Q(expected_on__lt=on)
    figures = _ours(Deal.objects.open(), owners).aggregate(
        undated_count=Count("pk", undated),
        undated_minor=Sum("monthly_minor", filter=undated),
        overdue_count=Count("pk", overdue),
        overdue_minor=Sum("monthly_minor", filter=overdue),
        unpriced_count=Count("pk", Q(monthly_minor__isnull=True)),
    )
    return Apart(**{name: value or 0 for name, value in figures.items()})


def expected_in(period: Period, on: date, owners: Owners = None) -> QuerySet[Deal]:
    """Return open deals dated in the period, on the day or later."""
    days = {"expected_on__gte": max(on, period.starts_on), "expected_on__lte": period.ends_on}
    return _ours(Deal.objects.open(), owners).filter(**days)


def closing_first(reader: Employee, period: Period, on: date, owners: Owners = None) -> QuerySet[Deal]:
    """Return the deals with the largest likely sums, committed ones first, that the reader may see."""
    deals = expected_in(period, on, owners).filter(monthly_minor__gt=0)
    likely = F("monthly_minor") * F("stage__probability_bp")
    # A subquery, because the rule of visibility joins other tables and would count a deal twice.
    visible = deals.filter(pk__in=Deal.objects.visible_to(reader).order_by().values("pk"))
    return visible.select_related("stage", "company", "owner").order_by(
        "-is_committed", likely.desc(), "expected_on", "pk"
    )


def forecast_history(period: Period, owners: Owners = None) -> list[ForecastPoint]:
    """Return the forecast of the period day by day, from the first snapshot that covers all its months.

    A month that was over by a snapshot is not in it: its wins are added as they are known now.
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
    points = {taken: ForecastPoint(taken, *amounts) for taken, *amounts in sums}
    nothing = [
        ForecastPoint(taken, 0, 0, 0) for taken in _taken(since, period.ends_on) if taken not in points
    ]
    return [_with_months_over(point, wins) for point in sorted([*points.values(), *nothing], key=_taken_on)]


def _with_months_over(point: ForecastPoint, wins: dict[date, int]) -> ForecastPoint:
    """Return the point with the wins of the months that were over on its day."""
    over = sum(minor for day, minor in wins.items() if day < point.taken_on.replace(day=1))
    return ForecastPoint(point.taken_on, point.won_minor + over, point.committed_minor, point.weighted_minor)


def _taken_on(point: ForecastPoint) -> date:
    """Return the day of the point, to sort by."""
    return point.taken_on


def _taken(since: date, until: date) -> list[date]:
    """Return the days that have a snapshot: owners without a row on such a day had no deals."""
    days = ForecastSnapshot.objects.filter(taken_on__gte=since, taken_on__lte=until, employee__isnull=True)
    return list(days.order_by().values_list("taken_on", flat=True).distinct())


def _won(period: Period, owners: Owners) -> QuerySet[Deal]:
    """Return the deals won in the period."""
    won = Deal.objects.filter(
        status=Deal.Status.WON, closed_on__gte=period.starts_on, closed_on__lte=period.ends_on
    )
    return _ours(won, owners).order_by()


def _ours(deals: QuerySet[Deal], owners: Owners) -> QuerySet[Deal]:
    """Return the deals of these owners without imported history."""
    ours = deals.filter(imported=False)
    return ours if owners is None else ours.filter(owner__in=owners)


def _month(field: str, months: list[Period]) -> Case:
    """Return an expression for the number of the month that a day lies in.

    Plain comparisons are fast on both engines.
    """
    return Case(
        *[When(**{f"{field}__lte": month.ends_on}, then=Value(place)) for place, month in enumerate(months)],
        output_field=IntegerField(),
    )
