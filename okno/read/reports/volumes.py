"""What engineers may have to deliver: resources × probability × month, no prices, no clients (L7, guard 8).

From the lines of what lies with clients: of each open deal its accepted quote, else the one sent last, for
alternatives are not delivered together. A draft promises nothing yet; loaded history counts nowhere. A
committed deal counts whole, another by its stage's probability, in units × basis points and never rounded
before it is shown. The month is that of the day on which all must be ready: the expected signing and the
longest confirmed time of the quote's lines.

`room` is what is free there and what is held for these very lines. Months are added up: what February takes
is not there in March. Deals without a day, or whose day has passed, stand apart and take no room.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Sum

from okno.attract.deals.models import Deal
from okno.attract.quotes.models import Feasibility, Quote, QuoteLine
from okno.ground.kernel.dates import add_months
from okno.ground.kernel.money import BASIS_POINTS, div_half_up
from okno.ground.kernel.workdays import add_working_days
from okno.records.catalog.models import Location
from okno.records.catalog.resource_kinds import shown
from okno.records.resources.models import Capacity, Hold

LIVE = (Quote.Status.ACCEPTED, Quote.Status.SENT)
MONTHS = 6
FAR = timedelta(days=400)
Place = tuple[int, str]


@dataclass(frozen=True)
class Volume:
    """Units of one resource: `likely_bp` are units × basis points of what nobody has committed to."""

    committed: int = 0
    likely_bp: int = 0
    most: int = 0
    deals: int = 0

    def __add__(self, other: "Volume") -> "Volume":
        return Volume(
            self.committed + other.committed,
            self.likely_bp + other.likely_bp,
            self.most + other.most,
            self.deals + other.deals,
        )

    @property
    def expected_bp(self) -> int:
        return self.committed * BASIS_POINTS + self.likely_bp

    @property
    def expected_tenths(self) -> int:
        return div_half_up(self.expected_bp, BASIS_POINTS // 10)


@dataclass(frozen=True)
class ResourceRow:
    """One resource at one place; `room` None: nobody counts it there. `short_on`: the first month short."""

    location: Location
    kind: str
    room: int | None
    months: list[Volume]
    later: Volume
    undated: Volume
    short_on: date | None = None

    @property
    def kind_name(self) -> str:
        return shown(self.kind)

    @property
    def all_dated(self) -> Volume:
        return sum(self.months, Volume())


@dataclass(frozen=True)
class Volumes:
    on: date
    months: list[date]
    rows: list[ResourceRow] = field(default_factory=list)
    without_quote: list[tuple[str, int]] = field(default_factory=list)

    @property
    def short(self) -> list[ResourceRow]:
        return [row for row in self.rows if row.short_on]


def volumes_of(on: date) -> Volumes:
    """Return expected volumes by resource; five queries, however many deals there are."""
    months = [add_months(on.replace(day=1), place) for place in range(MONTHS)]
    expected = _expected(on, months)
    rooms = _rooms()
    locations = Location.objects.in_bulk({place for place, _kind in expected})
    rows = [
        _row(locations[place], kind, expected[place, kind], rooms.get((place, kind)), months)
        for place, kind in expected
    ]
    rows.sort(key=lambda row: (row.short_on or date.max, row.location.name, row.kind_name))
    return Volumes(on, months, rows, _without_quote())


def live_lines() -> QuerySet[QuoteLine]:
    """Return quote lines that would be delivered if their deals were won."""
    of_deal = Quote.objects.filter(deal=OuterRef("quote__deal"), status__in=LIVE)
    # Accepted stands before sent in the alphabet, and so it does here.
    best = Subquery(of_deal.order_by("status", "-sent_at", "-pk").values("pk")[:1])
    of_open = QuoteLine.objects.filter(
        quote__status__in=LIVE, quote__deal__status=Deal.Status.OPEN, quote__deal__imported=False
    )
    return of_open.exclude(configuration__resource_kind="").filter(quote=best).order_by()


def _expected(on: date, months: list[date]) -> dict[Place, dict[date | None, Volume]]:
    """Return volumes by place and kind, then by first day of the month (None: no date to count on)."""
    confirmed = Feasibility.objects.filter(line__quote=OuterRef("quote"), status="confirmed")
    longest = Subquery(confirmed.order_by("-ready_days").values("ready_days")[:1])
    lines = (
        live_lines()
        .annotate(days=longest)
        .values_list(
            "location",
            "configuration__resource_kind",
            "quote__deal__expected_on",
            "days",
            "quote__deal__is_committed",
            "quote__deal__stage__probability_bp",
        )
        .annotate(
            needed=Sum(F("quantity") * F("configuration__units")), deals=Count("quote__deal", distinct=True)
        )
    )
    volumes: dict[Place, dict[date | None, Volume]] = defaultdict(lambda: defaultdict(Volume))
    for place, kind, expected_on, days, committed, probability_bp, units, deals in lines:
        month = _ready_month(expected_on, days or 0, on)
        volume = Volume(
            committed=units if committed else 0,
            likely_bp=0 if committed else units * probability_bp,
            most=units,
            deals=deals,
        )
        volumes[place, kind][month] += volume
    return volumes


def _ready_month(expected_on: date | None, days: int, on: date) -> date | None:
    if expected_on is None or expected_on < on:
        return None
    if expected_on > on + FAR:
        return expected_on.replace(day=1)
    return add_working_days(expected_on, days).replace(day=1)


def _rooms() -> dict[Place, int]:
    """Return capacity that is free or held for the lines counted here."""
    rooms = {(capacity.location_id, capacity.kind): capacity.free for capacity in Capacity.objects.all()}
    theirs = Hold.objects.filter(
        status=Hold.Status.HELD,
        holder_kind=QuoteLine._meta.label_lower,
        holder_id__in=live_lines().values("pk"),
    )
    held = theirs.order_by().values_list("capacity__location", "capacity__kind").annotate(Sum("units"))
    for place, kind, units in held:
        rooms[place, kind] += units
    return rooms


def _row(
    location: Location, kind: str, by_month: dict[date | None, Volume], room: int | None, months: list[date]
) -> ResourceRow:
    dated = [by_month.get(month, Volume()) for month in months]
    later = [volume for month, volume in by_month.items() if month and month > months[-1]]
    taken, short_on = 0, None
    for month, volume in zip(months, dated, strict=True):
        taken += volume.expected_bp
        if room is not None and short_on is None and taken > room * BASIS_POINTS:
            short_on = month
    undated = by_month.get(None, Volume())
    return ResourceRow(location, kind, room, dated, sum(later, Volume()), undated, short_on)


def _without_quote() -> list[tuple[str, int]]:
    """Return open deals without a quote, counted by service; "" where none is named."""
    quoted = Quote.objects.filter(deal=OuterRef("pk"), status__in=LIVE)
    deals = Deal.objects.open().filter(imported=False).filter(~Exists(quoted))
    counted = deals.order_by().values_list("service__name").annotate(count=Count("pk"))
    return [(name or "", count) for name, count in counted.order_by("-count", "service__name")]
