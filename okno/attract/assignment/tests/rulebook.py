"""Rules in force and leads to be given by them, for the tests of assignment."""

from dataclasses import replace
from datetime import datetime

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.put_rules_in_force import put_rules_in_force
from okno.attract.assignment.actions.write_draft import write_draft
from okno.attract.assignment.drafts import RuleDraft, ShareDraft, moved, replaced
from okno.attract.assignment.models import AssignmentRule, RuleSet
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.leads.models import Lead
from okno.team.people.models import Employee


def share(employee: Employee, weight: int = 1, most_open: int | None = None) -> ShareDraft:
    return ShareDraft(employee, weight, most_open)


def in_force(
    head: Employee, at: datetime, *rules: RuleDraft, answer_minutes: int = 0, most_passes: int = 2
) -> RuleSet:
    draft = draft_rules(by=head, at=at)
    timing = {"answer_minutes": answer_minutes, "most_passes": most_passes}
    write_draft(rule_set=draft, rules=rules, **timing, by=head, at=at)
    return put_rules_in_force(rule_set=draft, by=head, at=at)


def add_rule(*, rule_set: RuleSet, given: RuleDraft, by: Employee | None, at: datetime) -> AssignmentRule:
    write_draft(rule_set=rule_set, rules=lambda rules: [*rules, given], by=by, at=at)
    return AssignmentRule.objects.filter(rule_set=rule_set).order_by("-position")[0]


def change_rule(
    *, rule: AssignmentRule, given: RuleDraft, seen: str = "", by: Employee | None, at: datetime
) -> None:
    new = replace(given, key=rule.pk, seen=seen)
    write_draft(rule_set=rule.rule_set, rules=lambda rules: replaced(rules, new), by=by, at=at)


def move_rule(*, rule: AssignmentRule, place: int, by: Employee | None, at: datetime) -> None:
    write_draft(rule_set=rule.rule_set, rules=lambda rules: moved(rules, rule.pk, place), by=by, at=at)


def remove_rule(*, rule: AssignmentRule, by: Employee | None, at: datetime) -> None:
    without = lambda rules: [one for one in rules if one.key != rule.pk]  # noqa: E731
    write_draft(rule_set=rule.rule_set, rules=without, by=by, at=at)


def a_lead_of(by: Employee, at: datetime, number: int, **given: object) -> Lead:
    """One that nobody knows yet."""
    words: dict[str, object] = {"source_type": "net", "channel": "site", "name": f"Неизвестные-{number}"}
    words["email"] = f"lead-{number}-{at:%d%H%M}@leads.test"
    return register_lead(caller=Caller(**{**words, **given}), by=by, at=at)  # type: ignore[arg-type]
