"""A rule is taken out of the draft (L2)."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.assignment.drafts import hold_draft
from okno.sales.events import RuleRemoved
from okno.sales.models import AssignmentRule
from okno.sales.permissions import can_set_rules


@action
def remove_rule(*, rule: AssignmentRule, by: Employee | None, at: datetime) -> None:
    """One that a colleague took out first is out: nothing more happens."""
    allow(can_set_rules(by))
    hold_draft(rule.rule_set)
    gone, _rows = AssignmentRule.objects.filter(pk=rule.pk).delete()
    if gone:
        record(RuleRemoved, subject=rule.rule_set, company=None, by=by, at=at, name=rule.name)
