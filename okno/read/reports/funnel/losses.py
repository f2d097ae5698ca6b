"""Why deals are lost: by any thing, two of them crossed, what is lost at document approval apart (L5).

Counted by deals as they stand: one opened again is no loss; lost again, it is one loss, with the last reason
and on the last day. Shares are of the deals of which the thing is recorded, never of what nobody wrote down.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet

from okno.attract.deals.dimensions import DIMENSIONS, ITSELF, UNKNOWN, reason_words
from okno.attract.deals.losses import reason_tree
from okno.attract.deals.models import Deal
from okno.ground.kernel.dates import Period
from okno.ground.kernel.errors import Text
from okno.ground.kernel.money import BASIS_POINTS, div_half_up
from okno.read.reports.funnel.filters import Limits
from okno.read.reports.funnel.pivot import FIGURES, Table, Tally, crossed, tally_of
from okno.read.reports.funnel.words import whole_percent

BY = ("reason", "service", "price", "source_type", "channel", "campaign", "manager", "stage")
ACROSS = (*BY, "attitude", "competitor")
MOST_COMPETITORS = 15
NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class Named:
    """A line of a small table; the share is of those that say anything."""

    label: Text
    tally: Tally
    share_bp: int | None
    url: str

    @property
    def share(self) -> str:
        return whole_percent(self.share_bp)


@dataclass(frozen=True)
class Losses:
    """`work` are the losses before document approval, `documents` those at it: never in one share.

    `unnamed` were lost for a reason that asks who won, and nobody is named.
    """

    work: Tally
    documents: Tally
    unrecorded: int
    table: Table
    attitudes: list[Named]
    competitors: list[Named]
    unnamed: Tally
    at_documents: list[Named]
    documents_url: str

    @property
    def count(self) -> int:
        return self.work.count + self.documents.count


def losses_of(limits: Limits, period: Period, by: str = "reason", across: str = "") -> Losses:
    """Return losses closed in these days, both included; sums are expected monthly fees in kopecks."""
    days = {"closed_from": period.starts_on.isoformat(), "closed_to": period.ends_on.isoformat()}
    address = partial(limits.deal_list, view="lost", **days)
    lost = limits.deals().filter(
        status=Deal.Status.LOST, closed_on__gte=period.starts_on, closed_on__lte=period.ends_on
    )
    work, apart = partial(address, documents="no"), partial(address, documents="yes")
    heads = _heads(lost)
    before = {key[1:]: tally for key, tally in heads.items() if key[0] == "work"}
    at_documents = _sum(tally for key, tally in heads.items() if key[0] == "documents")
    competitors, unnamed = _competitors(lost.filter(stage__kind="work"), work)
    return Losses(
        work=_sum(before.values()),
        documents=at_documents,
        unrecorded=sum(tally.count for (_attitude, why), tally in before.items() if why == NOT_RECORDED),
        table=crossed(
            lost.filter(stage__kind="work"),
            DIMENSIONS[by],
            DIMENSIONS[across] if across and across != by else None,
            work,
        ),
        attitudes=_attitudes(before, work),
        competitors=competitors,
        unnamed=unnamed,
        at_documents=_at_documents(heads, apart),
        documents_url=apart() if at_documents.count else "",
    )


def _heads(lost: QuerySet[Deal]) -> dict[tuple[str, str, str], Tally]:
    """Return tallies by stage kind, attitude and reason: a few dozen rows, whatever the number of deals."""
    figured = lost.values_list("stage__kind", "attitude", "loss_reason_id").annotate(**FIGURES)
    return {(kind, attitude, why): tally_of(*rest) for kind, attitude, why, *rest in figured}


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _attitudes(before: Mapping[tuple[str, str], Tally], address: Any) -> list[Named]:
    sums: dict[str, Tally] = defaultdict(Tally)
    for (attitude, _why), tally in before.items():
        sums[attitude] += tally
    recorded = sum(tally.count for key, tally in sums.items() if key != NOT_RECORDED)
    return [
        Named(
            Deal.Attitude(key).label,
            sums[key],
            _share(sums[key], recorded) if key != NOT_RECORDED else None,
            address(attitude=UNKNOWN if key == NOT_RECORDED else key),
        )
        for key in Deal.Attitude.values
        if sums.get(key)
    ]


def _at_documents(heads: Mapping[tuple[str, str, str], Tally], address: Any) -> list[Named]:
    """Return reasons of losses at document approval, with shares of these losses alone."""
    sums: dict[str, Tally] = defaultdict(Tally)
    for (kind, _attitude, why), tally in heads.items():
        if kind == "documents":
            sums[why] += tally
    recorded = sum(tally.count for key, tally in sums.items() if key != NOT_RECORDED)
    labels = reason_words() if sums else {}
    return [
        Named(
            labels.get(why, why),
            tally,
            _share(tally, recorded) if why != NOT_RECORDED else None,
            address(reason=why if why == NOT_RECORDED else why + ITSELF),
        )
        for why, tally in sorted(sums.items(), key=lambda item: (-item[1].count, item[0]))
    ]


def _competitors(work: QuerySet[Deal], address: Any) -> tuple[list[Named], Tally]:
    """Return competitors by wins, and the losses whose reason asks for one but none is named."""
    asking = [
        branch.reason.code for top in reason_tree(everything=True) for branch in top.walk() if branch.asks
    ]
    rows = work.filter(~Q(competitor="") | Q(loss_reason__in=asking)).values_list("competitor")
    sums = {name: tally_of(*figures) for name, *figures in rows.annotate(**FIGURES)}
    unnamed = sums.pop("", Tally())
    recorded = sum(tally.count for tally in sums.values())
    most = sorted(sums.items(), key=lambda item: (-item[1].count, item[0]))[:MOST_COMPETITORS]
    return [
        Named(name, tally, _share(tally, recorded), address(competitor=name)) for name, tally in most
    ], unnamed


def _share(tally: Tally, of: int) -> int | None:
    return div_half_up(tally.count * BASIS_POINTS, of) if of else None
