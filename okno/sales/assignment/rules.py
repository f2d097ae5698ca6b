"""What a rule of assignment says, apart from its rows: live leads and the trial ask the same (L2)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from okno.catalog.models import Service
from okno.kernel.text import fold
from okno.sales.assignment.turns import Share
from okno.sales.models import AssignmentRule, Lead, RuleSet, RuleShare


@dataclass(frozen=True, slots=True)
class Traits:
    """What rules ask of a lead; `campaign` and `place` are folded."""

    nature: str = ""
    channel: str = ""
    campaign: str = ""
    service: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """An empty condition takes any lead; words of campaigns and places are folded."""

    key: int
    name: str
    natures: frozenset[str]
    channels: frozenset[str]
    campaigns: tuple[str, ...]
    services: frozenset[int]
    places: tuple[str, ...]
    shares: tuple[Share, ...]

    @property
    def takes_any(self) -> bool:
        return not (self.natures or self.channels or self.campaigns or self.services or self.places)

    def fits(self, lead: Traits) -> bool:
        return (
            _among(lead.nature, self.natures)
            and _among(lead.channel, self.channels)
            and _among(lead.service, self.services)
            and _holds(lead.campaign, self.campaigns)
            and _holds(lead.place, self.places)
        )

    def covers(self, other: "Rule") -> bool:
        """Whether every lead that the other takes fits this one too."""
        ours = (self.natures, self.channels, self.services)
        theirs = (other.natures, other.channels, other.services)
        plain = all(not one or (two and two <= one) for one, two in zip(ours, theirs, strict=True))
        return plain and all(
            not one or (bool(two) and all(any(word in asked for word in one) for asked in two))
            for one, two in ((self.campaigns, other.campaigns), (self.places, other.places))
        )


def traits_of(lead: Lead) -> Traits:
    return Traits(lead.nature, lead.channel, fold(lead.campaign), lead.service_id, fold(lead.place))


def traits(nature: str, channel: str, campaign: str, service: Service | None, place: str) -> Traits:
    return Traits(nature, channel, fold(campaign), service.pk if service else None, fold(place))


def read_rules(rule_set: RuleSet) -> list[Rule]:
    """The rules in their order with their shares; two queries."""
    return [as_rule(row, row.shares.all()) for row in rule_set.rules.prefetch_related("shares")]


def as_rule(row: AssignmentRule, shares: Iterable[RuleShare]) -> Rule:
    return Rule(
        key=row.pk,
        name=row.name,
        natures=frozenset(row.natures),
        channels=frozenset(row.channels),
        campaigns=_folded(row.campaigns),
        services=frozenset(row.services),
        places=_folded(row.places),
        shares=tuple(as_share(one) for one in shares),
    )


def as_share(row: RuleShare) -> Share:
    return Share(row.employee_id, row.weight, row.strides, row.most_open)


def fitting(rules: Iterable[Rule], lead: Traits) -> Iterator[Rule]:
    return (rule for rule in rules if rule.fits(lead))


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(folded for word in words if (folded := fold(word)))


def _among(value: object, allowed: Collection[object]) -> bool:
    return not allowed or value in allowed


def _holds(text: str, words: Collection[str]) -> bool:
    return not words or any(word in text for word in words)
