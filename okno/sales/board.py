"""The board of open deals: columns with sum and count by SQL, cards of the first few."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from okno.kernel.errors import Text
from okno.people.models import Employee
from okno.sales.models import Deal, PipelineStage

CARDS = 30
LONG_DAYS = 30


@dataclass(frozen=True)
class Card:
    """`bar` is the days in the stage, cut at `LONG_DAYS`."""

    deal: Deal
    days: int
    bar: int


@dataclass(frozen=True)
class Column:
    """`sum_minor` is a month's fees expected of all its deals, whether they have a card or not."""

    stage: str
    title: Text
    count: int
    sum_minor: int
    cards: list[Card]

    @property
    def hidden(self) -> int:
        return self.count - len(self.cards)


def columns(deals: QuerySet[Deal], today: date) -> list[Column]:
    """A column for each stage; what is loaded history stands below what is ours."""
    figured = deals.order_by().values_list("stage").annotate(count=Count("pk"), total=Sum("monthly_minor"))
    figures = {stage: (count, total or 0) for stage, count, total in figured}
    return [
        Column(
            stage.code,
            stage.word,
            *figures.get(stage.code, (0, 0)),
            _cards(deals.filter(stage=stage), today) if stage.code in figures else [],
        )
        for stage in PipelineStage.objects.in_use()
    ]


def closed_this_month(employee: Employee, mine: bool, today: date) -> dict[str, int]:
    """How many deals were won and lost since the first of the month, history left out."""
    deals = Deal.objects.visible_to(employee).filter(closed_on__gte=today.replace(day=1), imported=False)
    if mine:
        deals = deals.filter(owner=employee)
    return deals.aggregate(won=Count("pk", Q(status="won")), lost=Count("pk", Q(status="lost")))


def _cards(deals: QuerySet[Deal], today: date) -> list[Card]:
    shown = deals.select_related("company", "owner").order_by("imported", "-stage_since_at", "-pk")[:CARDS]
    return [Card(deal, days := deal.days_in_stage(today), min(days, LONG_DAYS)) for deal in shown]
