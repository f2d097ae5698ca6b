"""The draft of the rules is written whole, in place of what stood there (L2)."""

from collections.abc import Sequence
from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.assignment.drafts import GivenRule, add_at_the_end, check_timing, hold_draft
from okno.sales.events import DraftWritten
from okno.sales.models import RuleSet
from okno.sales.permissions import can_set_rules


@action
def write_draft(
    *,
    rule_set: RuleSet,
    rules: Sequence[GivenRule],
    answer_minutes: int,
    most_passes: int,
    by: Employee | None,
    at: datetime,
) -> RuleSet:
    """Whole or not at all: a rule that cannot stand leaves the draft as it was."""
    allow(can_set_rules(by))
    check_timing(answer_minutes, most_passes)
    hold_draft(rule_set)
    rule_set.answer_minutes, rule_set.most_passes = answer_minutes, most_passes
    rule_set.save(update_fields=["answer_minutes", "most_passes"])
    rule_set.rules.all().delete()
    for given in rules:
        add_at_the_end(rule_set, given)
    record(DraftWritten, subject=rule_set, company=None, by=by, at=at, count=len(rules))
    return rule_set
