"""A draft of rules is thrown away; those in force stay as they are (L2)."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.assignment.drafts import hold_draft
from okno.sales.events import RulesDropped
from okno.sales.models import RuleSet
from okno.sales.permissions import can_set_rules


@action
def drop_draft(*, rule_set: RuleSet, by: Employee | None, at: datetime) -> None:
    allow(can_set_rules(by))
    hold_draft(rule_set)
    record(RulesDropped, subject=rule_set, company=None, by=by, at=at)
    rule_set.delete()
