"""Sets of rules as the page shows them: conditions and shares in text (L2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from okno.attract.assignment.models import AssignmentRule, RuleSet, RuleShare
from okno.attract.assignment.warnings import warnings_of
from okno.attract.leads.models import Lead, SourceType
from okno.ground.kernel.errors import Text
from okno.records.catalog.models import Service

PAST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule of the page. `conditions` are pairs of a property and the values that fit; empty: any lead."""

    row: AssignmentRule
    place: int
    conditions: list[tuple[str, str]]
    shares: list[tuple[RuleShare, int]]
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class RuleSetRows:
    """A set of rules with its rows."""

    rule_set: RuleSet
    rules: list[RuleRow]


@dataclass(frozen=True, slots=True)
class RuleSetPage:
    """The sets of the page."""

    acting: RuleSetRows | None
    draft: RuleSetRows | None
    past: list[RuleSet]


def rule_set_page(sets: "QuerySet[RuleSet]", on: date) -> RuleSetPage:
    """Return the set in force and the draft with their rules, and the last PAST_SHOWN sets of history."""
    current = {
        rule_set.status: rule_set
        for rule_set in sets.exclude(status=RuleSet.Status.PAST).select_related("drafted_by")
    }
    past = sets.filter(status=RuleSet.Status.PAST).select_related("drafted_by").order_by("-ended_at")
    acting, draft = current.get(RuleSet.Status.ACTING), current.get(RuleSet.Status.DRAFT)
    return RuleSetPage(
        rule_set_rows(acting, on) if acting else None,
        rule_set_rows(draft, on) if draft else None,
        list(past[:PAST_SHOWN]),
    )


def rule_set_rows(rule_set: RuleSet, on: date) -> RuleSetRows:
    """Return the set with its rules, their texts and warnings."""
    services = dict(Service.objects.values_list("pk", "name"))
    warned = {row.rule.key: row.sentences for row in warnings_of(rule_set, on)}
    rows = rule_set.rules.prefetch_related("shares__employee")
    return RuleSetRows(
        rule_set,
        [
            RuleRow(row, place, condition_rows(row, services), _shares(row), warned.get(row.pk, []))
            for place, row in enumerate(rows, start=1)
        ],
    )


def condition_rows(rule: AssignmentRule, services: Mapping[int, str]) -> list[tuple[str, str]]:
    """Return the conditions that are not empty, as pairs of a property and the values that fit."""
    pairs = [
        (_("nature"), _words(rule.source_types, dict(SourceType.choices))),
        (_("channel"), _words(rule.channels, dict(Lead.Channel.choices))),
        (_("service"), ", ".join(services.get(key, _("no longer sold")) for key in rule.services)),
        (_("where"), ", ".join(rule.places)),
        (_("campaign"), ", ".join(rule.campaigns)),
    ]
    return [(name, values) for name, values in pairs if values]


def _words(codes: Iterable[str], labels: Mapping[str, Text]) -> str:
    return ", ".join(str(labels.get(code, code)) for code in codes)


def _shares(rule: AssignmentRule) -> list[tuple[RuleShare, int]]:
    """Return each share with its whole percent of the weights: for display, never to count with."""
    rows = list(rule.shares.all())
    whole = sum(row.weight for row in rows)
    # Each is rounded by itself, a half up, so that the percents may add up to 99 or 101.
    return [(row, (row.weight * 200 + whole) // (2 * whole)) for row in rows]
