"""Rules in force and leads to be given by them, for the tests of assignment."""

from datetime import datetime

from okno.people.models import Employee
from okno.sales.actions.draft_rules import draft_rules
from okno.sales.actions.put_rules_in_force import put_rules_in_force
from okno.sales.actions.register_lead import register_lead
from okno.sales.actions.write_draft import write_draft
from okno.sales.assignment.drafts import GivenRule, GivenShare
from okno.sales.models import Lead, RuleSet


def share(employee: Employee, weight: int = 1, most_open: int | None = None) -> GivenShare:
    return GivenShare(employee, weight, most_open)


def in_force(
    head: Employee, at: datetime, *rules: GivenRule, answer_minutes: int = 0, most_passes: int = 2
) -> RuleSet:
    draft = draft_rules(by=head, at=at)
    timing = {"answer_minutes": answer_minutes, "most_passes": most_passes}
    write_draft(rule_set=draft, rules=rules, **timing, by=head, at=at)
    return put_rules_in_force(rule_set=draft, by=head, at=at)


def a_lead_of(by: Employee, at: datetime, number: int, **given: object) -> Lead:
    """One that nobody knows yet."""
    words: dict[str, object] = {"nature": "net", "channel": "site", "name": f"Неизвестные-{number}"}
    words["email"] = f"lead-{number}-{at:%d%H%M}@leads.test"
    return register_lead(**{**words, **given}, by=by, at=at)  # type: ignore[arg-type]
