"""Warnings about a set of rules that a head sees before it acts (L2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.rules import Rule, read_rules
from okno.records.catalog.models import Service
from okno.team.people.models import Absence, Employee


@dataclass(frozen=True, slots=True)
class Warned:
    """A rule with its warnings."""

    rule: Rule
    sentences: list[str]


def warnings_of(rule_set: RuleSet, on: date) -> list[Warned]:
    """Return the rules that have warnings; four queries."""
    rules = read_rules(rule_set)
    people = Employee.objects.in_bulk({share.key for rule in rules for share in rule.shares})
    away = set(Absence.objects.on_day(on).values_list("employee", flat=True))
    sold = set(Service.objects.values_list("pk", flat=True))
    rows = [
        Warned(rule, [*_of_people(rule, people, away), *_of_services(rule, sold), *_of_order(rule, rules)])
        for rule in rules
    ]
    return [row for row in rows if row.sentences]


def _of_people(rule: Rule, people: Mapping[int, Employee], away: set[int]) -> Iterable[str]:
    """Yield warnings about sellers who have left or are absent."""
    if not rule.shares:
        yield _("Nobody takes leads by it: it is passed by.")
        return
    gone = [people[share.key].name for share in rule.shares if people[share.key].left_on is not None]
    if gone:
        yield _("No longer here: {names}. Their share goes to the others.").format(names=", ".join(gone))
    if len(gone) == len(rule.shares):
        yield _("Nobody of it works here: it is passed by.")
    elif all(share.key in away or people[share.key].left_on is not None for share in rule.shares):
        yield _("Everybody of it is away today: it is passed by until somebody is back.")


def _of_services(rule: Rule, sold: set[int]) -> Iterable[str]:
    """Yield a warning about services that are not sold any more."""
    if missing := rule.services - sold:
        if missing == rule.services:
            yield _("Its services are not sold any more: no lead can fit it.")
        else:
            yield _("Some of its services are not sold any more.")


def _of_order(rule: Rule, rules: list[Rule]) -> Iterable[str]:
    """Yield warnings about a rule that another one hides."""
    above = rules[: rules.index(rule)]
    if covering := next((other for other in above if other.shares and other.covers(rule)), None):
        message = _(
            "All its leads fit «{name}» above: it takes one only when everybody there is away or full."
        )
        yield message.format(name=covering.name)
    if rule.takes_any and rule is not rules[-1] and rule.shares:
        yield _("It takes any lead: put it last, or the rules below it wait for those who are full or away.")
