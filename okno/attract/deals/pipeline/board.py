"""The board of open deals: columns with count, sum and weighted sum by SQL, cards of the first few.

However many deals there are: stages, one statement of figures, one of which cards, one of the cards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from okno.attract.deals.models import Deal, DealHandover, PipelineStage
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Text
from okno.ground.kernel.money import div_half_up
from okno.ground.kernel.row_ids import id_of
from okno.team.people.models import Employee
from okno.team.people.permissions import HEADS

CARDS = 20
ALL, MINE = "all", "mine"
_ORDER = ("imported", "-stage_since_at", "-pk")


@dataclass(frozen=True)
class BoardQuery:
    """Which deals the board shows; what an address asks for and nobody knows is passed by."""

    view: str
    owner: str = ""
    service: str = ""
    no_step: bool = False
    is_stale: bool = False

    @property
    def is_filtered(self) -> bool:
        return bool(self.owner or self.service or self.no_step or self.is_stale)

    @property
    def list_query(self) -> str:
        """Return the query string that asks the list of deals for the same."""
        query = {
            "view": MINE if self.view == MINE else "open",
            "led_by": self.owner,
            "service": self.service,
            "no_step": "1" if self.no_step else "",
            "stale": "1" if self.is_stale else "",
        }
        return urlencode({name: value for name, value in query.items() if value})


@dataclass(frozen=True)
class Card:
    """`bar` is the days in the stage, cut at its `rot_days`; `rot` is fresh, old or stale."""

    deal: Deal
    days: int
    bar: int
    rot: str


@dataclass(frozen=True)
class Column:
    """`sum_minor` is a month's fees expected of all its deals, whether they have a card or not."""

    stage: PipelineStage
    count: int
    sum_minor: int
    cards: list[Card]

    @property
    def title(self) -> Text:
        return self.stage.word

    @property
    def hidden(self) -> int:
        return self.count - len(self.cards)

    @property
    def weighted_minor(self) -> int:
        """Return the sum weighted by the stage's probability, rounded once."""
        return div_half_up(self.sum_minor * self.stage.probability_bp, 10_000)


@dataclass(frozen=True)
class Board:
    columns: list[Column]
    count: int = field(init=False)
    sum_minor: int = field(init=False)
    weighted_minor: int = field(init=False)

    def __post_init__(self) -> None:
        weighted = sum(column.sum_minor * column.stage.probability_bp for column in self.columns)
        object.__setattr__(self, "count", sum(column.count for column in self.columns))
        object.__setattr__(self, "sum_minor", sum(column.sum_minor for column in self.columns))
        # Rounded once, so that it may differ by kopecks from the sum of the columns.
        object.__setattr__(self, "weighted_minor", div_half_up(weighted, 10_000))


def read_board_query(employee: Employee, query: Mapping[str, str]) -> BoardQuery:
    """Heads begin with everybody's deals, the rest with theirs."""
    view = query.get("view", "")
    owner, service = query.get("owner", ""), query.get("service", "")
    return BoardQuery(
        view if view in (ALL, MINE) else (ALL if employee.has(*HEADS) else MINE),
        owner if id_of(owner) is not None else "",
        service if id_of(service) is not None else "",
        query.get("no_step") == "1",
        query.get("stale") == "1",
    )


def deals_on_board(employee: Employee, query: BoardQuery, today: date) -> "QuerySet[Deal]":
    """Return the open deals that the employee may see and has asked for."""
    deals = Deal.objects.visible_to(employee).open()
    if query.view == MINE:
        deals = deals.filter(owner=employee)
    elif query.owner:
        deals = deals.filter(owner=int(query.owner))
    if query.service:
        deals = deals.filter(service=int(query.service))
    if query.no_step:
        deals = deals.filter(without_step())
    if query.is_stale:
        deals = deals.filter(stale(list(PipelineStage.objects.in_use()), today))
    return deals


def without_step() -> Q:
    return Q(company__isnull=True) | Q(company__next_step="")


def stale(stages: list[PipelineStage], today: date) -> Q:
    """Return the filter of deals that have stood for `rot_days` of their stage or longer, like `rot_of`."""
    condition = Q(pk__in=())
    for stage in stages:
        came_before = at_hour(today - timedelta(days=stage.rot_days - 1), 0)
        condition |= Q(stage=stage, stage_since_at__lt=came_before)
    return condition


def board_of(deals: "QuerySet[Deal]", today: date) -> Board:
    """Return a column for each stage; imported history stands below our own deals."""
    stages = list(PipelineStage.objects.in_use())
    figured = deals.order_by().values_list("stage").annotate(count=Count("pk"), total=Sum("monthly_minor"))
    figures = {code: (count, total or 0) for code, count, total in figured}
    cards: dict[str, list[Card]] = {stage.code: [] for stage in stages}
    for deal in _with_cards(deals, [stage for stage in stages if stage.code in figures]):
        days = deal.days_in_stage(today)
        stage = deal.stage
        cards[stage.code].append(Card(deal, days, min(days, stage.rot_days), stage.rot_of(days)))
    return Board([Column(stage, *figures.get(stage.code, (0, 0)), cards[stage.code]) for stage in stages])


def closed_this_month(deals: "QuerySet[Deal]", today: date) -> dict[str, int]:
    """Return how many of these were won and lost since the first of the month, history left out.

    `at_documents`: those of the lost that were lost at document approval (L5).
    """
    closed = deals.filter(closed_on__gte=today.replace(day=1), imported=False)
    lost = Q(status=Deal.Status.LOST)
    return closed.aggregate(
        won=Count("pk", Q(status=Deal.Status.WON)),
        lost=Count("pk", lost),
        at_documents=Count("pk", lost & Q(stage__kind=PipelineStage.Kind.DOCUMENTS)),
    )


def _with_cards(deals: "QuerySet[Deal]", stages: list[PipelineStage]) -> "list[Deal]":
    """Return the first cards of each stage, read from a few rows of the index and in one statement."""
    if not stages:
        return []
    # Wrapped, for SQLite takes no LIMIT in a part of a UNION.
    first = [
        Deal.objects.filter(pk__in=deals.filter(stage=stage).order_by(*_ORDER).values("pk")[:CARDS])
        .order_by()
        .values_list("pk")
        for stage in stages
    ]
    chosen = [pk for (pk,) in first[0].union(*first[1:], all=True)]
    cards = Deal.objects.filter(pk__in=chosen).select_related("company", "owner", "stage")
    waiting = DealHandover.objects.filter(deal=OuterRef("pk"), status=DealHandover.Status.WAITING)
    # Ordered again: what `pk IN (…)` brings is in no order.
    return list(cards.annotate(is_handed=Exists(waiting.order_by())).order_by(*_ORDER))
