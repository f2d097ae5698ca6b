"""What a head should see in a set of rules before it acts, in words (L2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from okno.catalog.models import Service
from okno.people.models import Absence, Employee
from okno.sales.assignment.rules import Rule, read_rules
from okno.sales.models import RuleSet


@dataclass(frozen=True, slots=True)
class Warned:
    """A rule with everything that speaks against it."""

    rule: Rule
    words: list[str]


def warnings_of(rule_set: RuleSet, on: date) -> list[Warned]:
    """Only rules of which something is to be said; four queries."""
    rules = read_rules(rule_set)
    people = Employee.objects.in_bulk({one.key for rule in rules for one in rule.shares})
    away = set(Absence.objects.on_day(on).values_list("employee", flat=True))
    known = set(Service.objects.values_list("pk", flat=True))
    told = [
        Warned(rule, [*_of_people(rule, people, away), *_of_services(rule, known), *_of_order(rule, rules)])
        for rule in rules
    ]
    return [one for one in told if one.words]


def _of_people(rule: Rule, people: Mapping[int, Employee], away: set[int]) -> Iterable[str]:
    if not rule.shares:
        yield _("Nobody takes leads by it: it is passed by.")
        return
    gone = [people[one.key].name for one in rule.shares if people[one.key].left_on is not None]
    if gone:
        yield _("No longer here: {names}. Their share goes to the others.").format(names=", ".join(gone))
    if len(gone) == len(rule.shares):
        yield _("Nobody of it works here: it is passed by.")
    elif all(one.key in away or people[one.key].left_on is not None for one in rule.shares):
        yield _("Everybody of it is away today: it is passed by until somebody is back.")


def _of_services(rule: Rule, known: set[int]) -> Iterable[str]:
    if missing := rule.services - known:
        if missing == rule.services:
            yield _("Its services are not sold any more: no lead can fit it.")
        else:
            yield _("Some of its services are not sold any more.")


def _of_order(rule: Rule, rules: list[Rule]) -> Iterable[str]:
    above = rules[: rules.index(rule)]
    if covering := next((one for one in above if one.shares and one.covers(rule)), None):
        told = _("All its leads fit «{name}» above: it takes one only when everybody there is away or full.")
        yield told.format(name=covering.name)
    if rule.takes_any and rule is not rules[-1] and rule.shares:
        yield _("It takes any lead: put it last, or the rules below it wait for those who are full or away.")
