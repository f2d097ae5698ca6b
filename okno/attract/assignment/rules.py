"""Rules of assignment apart from their rows: live leads and the dry run use the same conditions (L2)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from okno.attract.assignment.models import AssignmentRule, RuleSet, RuleShare
from okno.attract.assignment.turns import Share
from okno.attract.leads.models import Lead
from okno.ground.kernel.text import fold
from okno.records.catalog.models import Service


@dataclass(frozen=True, slots=True)
class Traits:
    """The properties of a lead that rules look at; `campaign` and `place` are folded."""

    source_type: str = ""
    channel: str = ""
    campaign: str = ""
    service: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. An empty condition takes any lead; the texts of campaigns and places are folded."""

    key: int
    name: str
    source_types: frozenset[str]
    channels: frozenset[str]
    campaigns: tuple[str, ...]
    services: frozenset[int]
    places: tuple[str, ...]
    shares: tuple[Share, ...]

    @property
    def takes_any(self) -> bool:
        """Return whether the rule has no conditions."""
        return not (self.source_types or self.channels or self.campaigns or self.services or self.places)

    def fits(self, lead: Traits) -> bool:
        """Return whether the lead meets all conditions."""
        return (
            _among(lead.source_type, self.source_types)
            and _among(lead.channel, self.channels)
            and _among(lead.service, self.services)
            and _holds(lead.campaign, self.campaigns)
            and _holds(lead.place, self.places)
        )

    def covers(self, other: "Rule") -> bool:
        """Return whether every lead that the other rule takes fits this one too."""
        ours = (self.source_types, self.channels, self.services)
        theirs = (other.source_types, other.channels, other.services)
        plain = all(
            not wider or (narrower and narrower <= wider)
            for wider, narrower in zip(ours, theirs, strict=True)
        )
        return plain and all(
            not wider or (bool(narrower) and all(any(word in text for word in wider) for text in narrower))
            for wider, narrower in ((self.campaigns, other.campaigns), (self.places, other.places))
        )


def traits_of(lead: Lead) -> Traits:
    """Return the properties of a lead."""
    return Traits(lead.source_type, lead.channel, fold(lead.campaign), lead.service_id, fold(lead.place))


def traits(source_type: str, channel: str, campaign: str, service: Service | None, place: str) -> Traits:
    """Return the properties of a lead that is not created yet."""
    return Traits(source_type, channel, fold(campaign), service.pk if service else None, fold(place))


def read_rules(rule_set: RuleSet) -> list[Rule]:
    """Return the rules of the set in their order with their shares; two queries."""
    return [as_rule(row, row.shares.all()) for row in rule_set.rules.prefetch_related("shares")]


def as_rule(row: AssignmentRule, shares: Iterable[RuleShare]) -> Rule:
    """Return the row of a rule as a value."""
    return Rule(
        key=row.pk,
        name=row.name,
        source_types=frozenset(row.source_types),
        channels=frozenset(row.channels),
        campaigns=_folded(row.campaigns),
        services=frozenset(row.services),
        places=_folded(row.places),
        shares=tuple(as_share(share) for share in shares),
    )


def as_share(row: RuleShare) -> Share:
    """Return the row of a share as a value."""
    return Share(row.employee_id, row.weight, row.strides, row.most_open)


def fitting(rules: Iterable[Rule], lead: Traits) -> Iterator[Rule]:
    """Return the rules that fit the lead, in their order."""
    return (rule for rule in rules if rule.fits(lead))


def _folded(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(folded for text in texts if (folded := fold(text)))


def _among(value: object, allowed: Collection[object]) -> bool:
    return not allowed or value in allowed


def _holds(text: str, parts: Collection[str]) -> bool:
    return not parts or any(part in text for part in parts)
