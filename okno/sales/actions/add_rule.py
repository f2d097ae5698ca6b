"""A rule of assignment is added to the draft, the last of all (L2)."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.assignment.drafts import GivenRule, add_at_the_end, hold_draft
from okno.sales.events import RuleWritten
from okno.sales.models import AssignmentRule, RuleSet
from okno.sales.permissions import can_set_rules


@action
def add_rule(*, rule_set: RuleSet, given: GivenRule, by: Employee | None, at: datetime) -> AssignmentRule:
    allow(can_set_rules(by))
    hold_draft(rule_set)
    rule = add_at_the_end(rule_set, given)
    record(RuleWritten, subject=rule_set, company=None, by=by, at=at, name=rule.name)
    return rule
