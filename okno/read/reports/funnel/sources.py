"""Where clients come from: seeds, nets and spears, channels and campaigns below, side by side (L1).

A cohort is the leads that came in the days asked for; what became of them is read today. A lead that came
twice is one lead, of the source by which it came first. What is still in work is counted apart: a share is of
those whose end is known, or last week's leads would make every source look worse than it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import partial
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from okno.attract.deals.dimensions import UNKNOWN
from okno.attract.deals.drilldown import LEAD_OUTCOMES, came
from okno.attract.leads.models import Lead, SourceType
from okno.ground.kernel.dates import Period
from okno.ground.kernel.errors import Text
from okno.ground.kernel.money import div_half_up
from okno.read.reports.funnel.confidence import LEAST_FOR_MEDIAN, Rate, median
from okno.read.reports.funnel.filters import Limits

MOST_CAMPAIGNS = 60
# A campaign that nobody named, among those named: an empty one stands for all of them.
NONE = UNKNOWN
Key = tuple[str, str, str]
COUNTS = ("new", "turned_down", "open", "won", "lost", "at_documents")


@dataclass(frozen=True)
class Ends:
    """What became of leads; each is in one of the first five. `minor`: a month's fees of `priced` won deals.

    `at_documents`: those of the lost that were lost at document approval (L5).
    """

    new: int = 0
    turned_down: int = 0
    open: int = 0
    won: int = 0
    lost: int = 0
    at_documents: int = 0
    minor: int = 0
    priced: int = 0

    def __add__(self, other: "Ends") -> "Ends":
        return Ends(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    @property
    def leads(self) -> int:
        return self.new + self.turned_down + self.qualified

    @property
    def qualified(self) -> int:
        """Return how many leads became a deal; `deals` are as many."""
        return self.open + self.won + self.lost

    @property
    def in_work(self) -> int:
        return self.new + self.open


@dataclass(frozen=True)
class Source:
    """`depth`: 1 a source type, 2 a channel of it, 3 a campaign. Shares are of those whose end is known.

    `cycle_days`: median of whole days from the lead's coming to the signing; None of too few.
    """

    key: Key
    label: Text
    depth: int
    ends: Ends
    cycle_days: int | None
    urls: dict[str, str]

    @property
    def qualifying(self) -> Rate:
        return Rate(self.ends.qualified, self.ends.leads - self.ends.new)

    @property
    def closing(self) -> Rate:
        """Return the share of won deals in closed ones."""
        return Rate(self.ends.won, self.ends.won + self.ends.lost)

    @property
    def winning(self) -> Rate:
        """Return the share of contracts in leads with a known end."""
        return Rate(self.ends.won, self.ends.leads - self.ends.in_work)

    @property
    def average_minor(self) -> int | None:
        """Return the average monthly fee of a won deal with a sum, in kopecks; None without one."""
        return div_half_up(self.ends.minor, self.ends.priced) if self.ends.priced else None


@dataclass(frozen=True)
class Sources:
    rows: list[Source]
    total: Source

    @property
    def source_types(self) -> list[Source]:
        return [source for source in self.rows if source.depth == 1]


def sources_of(limits: Limits, period: Period) -> Sources:
    """Return the cohort of these days, both included; two GROUP BY, whatever the number of leads."""
    cohort = limits.leads().filter(came(period.starts_on, period.ends_on))
    days = {"came_from": period.starts_on.isoformat(), "came_to": period.ends_on.isoformat()}
    # Of a person leads are his in three ways: a join may name one twice, a key never is.
    leads = Lead.objects.filter(pk__in=cohort.values("pk")).order_by() if limits.manager else cohort
    ends, cycles = _ends(leads), _cycles(leads)
    address = partial(_addresses, limits, days)
    rows = [_source(key, ends, cycles, address) for key in _keys(ends)]
    return Sources(rows, _source(("", "", ""), ends, cycles, address))


def _ends(leads: Any) -> dict[Key, Ends]:
    counts = {name: Count("pk", LEAD_OUTCOMES[name][1]) for name in COUNTS}
    signed = Q(deal__status="won")
    sums = {
        "minor": Sum("deal__monthly_minor", filter=signed),
        "priced": Count("deal__monthly_minor", filter=signed),
    }
    rows: Any = leads.values_list("source_type", "channel", "campaign").annotate(**counts, **sums)
    return {
        tuple(key): Ends(new, turned_down, opened, won, lost, documents, minor or 0, priced)
        for *key, new, turned_down, opened, won, lost, documents, minor, priced in rows
    }


def _cycles(leads: Any) -> dict[Key, Counter[int]]:
    """Return {source: {days from coming to signing: count}}; whole days, so that a median is exact."""
    won = leads.filter(deal__status="won").annotate(came_on=TruncDate("received_at"))
    rows = won.values_list("source_type", "channel", "campaign", "came_on", "deal__closed_on")
    cycles: dict[Key, Counter[int]] = defaultdict(Counter)
    for source_type, channel, campaign, came_on, signed_on, many in rows.annotate(n=Count("pk")):
        cycles[source_type, channel, campaign][max(0, (signed_on - came_on).days)] += many
    return cycles


def _keys(ends: dict[Key, Ends]) -> list[Key]:
    """Return source types in their order, channels and campaigns by leads; campaigns if any is named."""
    keys: list[Key] = []
    for source_type in SourceType.values:
        channels = _most({key[1] for key in ends if key[0] == source_type}, (source_type,), ends)
        keys += [(source_type, "", "")] if channels else []
        for channel in channels:
            keys.append((source_type, channel, ""))
            campaigns = {key[2] for key in ends if key[:2] == (source_type, channel)}
            if campaigns - {""}:
                named = _most(campaigns, (source_type, channel), ends)[:MOST_CAMPAIGNS]
                keys += [(source_type, channel, name or NONE) for name in named]
    return keys


def _most(names: Iterable[str], above: tuple[str, ...], ends: dict[Key, Ends]) -> list[str]:
    def leads(name: str) -> int:
        return sum(counted.leads for key, counted in ends.items() if key[: len(above) + 1] == (*above, name))

    return sorted(names, key=lambda name: (-leads(name), name))


def _source(key: Key, ends: dict[Key, Ends], cycles: dict[Key, Counter[int]], address: Any) -> Source:
    source_type, channel, campaign = key
    depth = sum(1 for part in key if part)
    mine = [finer for finer in ends if _is_of(key, finer)]
    days: Counter[int] = sum((cycles[finer] for finer in mine if finer in cycles), Counter())
    whole = sum((ends[finer] for finer in mine), Ends())
    cycle = median(days) if sum(days.values()) >= LEAST_FOR_MEDIAN else None
    return Source(key, _label(source_type, channel, campaign), depth, whole, cycle, address(key, whole))


def _is_of(key: Key, candidate: Key) -> bool:
    """Return whether the candidate falls under the key: an empty part stands for all, `NONE` for no
    campaign.
    """
    return all(
        not part or had == ("" if part == NONE else part) for part, had in zip(key, candidate, strict=True)
    )


def _label(source_type: str, channel: str, campaign: str) -> Text:
    if campaign:
        return _("no campaign named") if campaign == NONE else campaign
    if channel:
        return Lead.Channel(channel).label
    return SourceType(source_type).label if source_type else _("All")


def _addresses(limits: Limits, days: dict[str, str], key: Key, ends: Ends) -> dict[str, str]:
    """Return the addresses of the lists behind the figures; a figure of zero opens nothing."""
    of = {
        name: value for name, value in zip(("source_type", "channel", "campaign"), key, strict=True) if value
    }
    counts = {"leads": ends.leads, "qualified": ends.qualified, "turned_down": ends.turned_down}
    counts |= {"won": ends.won, "lost": ends.lost, "in_work": ends.in_work, "at_documents": ends.at_documents}
    return {
        name: limits.lead_list(**days, **of, **({} if name == "leads" else {"became": name}))
        for name, many in counts.items()
        if many
    }
