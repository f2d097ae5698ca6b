"""Sets of rules as a page and the API tell them: conditions and shares in words (L2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from okno.catalog.models import Service
from okno.kernel.errors import Text
from okno.sales.assignment.warnings import warnings_of
from okno.sales.models import AssignmentRule, Lead, Nature, RuleSet, RuleShare

PAST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class ToldRule:
    """`conditions` are pairs of what is asked and what fits; empty: any lead."""

    row: AssignmentRule
    place: int
    conditions: list[tuple[str, str]]
    shares: list[tuple[RuleShare, int]]
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class ToldSet:
    rule_set: RuleSet
    rules: list[ToldRule]


@dataclass(frozen=True, slots=True)
class ToldSets:
    acting: ToldSet | None
    draft: ToldSet | None
    past: list[RuleSet]


def told_sets(sets: "QuerySet[RuleSet]", on: date) -> ToldSets:
    """The set in force and the draft with their rules, and the last of history by their dates."""
    shown = {one.status: one for one in sets.exclude(status=RuleSet.Status.PAST).select_related("drafted_by")}
    past = sets.filter(status=RuleSet.Status.PAST).select_related("drafted_by").order_by("-ended_at")
    acting, draft = shown.get(RuleSet.Status.ACTING), shown.get(RuleSet.Status.DRAFT)
    return ToldSets(
        told_set(acting, on) if acting else None,
        told_set(draft, on) if draft else None,
        list(past[:PAST_SHOWN]),
    )


def told_set(rule_set: RuleSet, on: date) -> ToldSet:
    services = dict(Service.objects.values_list("pk", "name"))
    warned = {one.rule.key: one.words for one in warnings_of(rule_set, on)}
    rows = rule_set.rules.prefetch_related("shares__employee")
    return ToldSet(
        rule_set,
        [
            ToldRule(row, place, conditions_told(row, services), _shares(row), warned.get(row.pk, []))
            for place, row in enumerate(rows, start=1)
        ],
    )


def conditions_told(rule: AssignmentRule, services: Mapping[int, str]) -> list[tuple[str, str]]:
    told = [
        (_("nature"), _words(rule.natures, dict(Nature.choices))),
        (_("channel"), _words(rule.channels, dict(Lead.Channel.choices))),
        (_("service"), ", ".join(services.get(one, _("no longer sold")) for one in rule.services)),
        (_("where"), ", ".join(rule.places)),
        (_("campaign"), ", ".join(rule.campaigns)),
    ]
    return [(name, words) for name, words in told if words]


def _words(codes: Iterable[str], labels: Mapping[str, Text]) -> str:
    return ", ".join(str(labels.get(code, code)) for code in codes)


def _shares(rule: AssignmentRule) -> list[tuple[RuleShare, int]]:
    """Each with his share in whole percent of the weights; shown, never counted with."""
    rows = list(rule.shares.all())
    whole = sum(row.weight for row in rows)
    return [(row, (row.weight * 200 + whole) // (2 * whole)) for row in rows]
