"""How long a lead may wait for its first answer, and how often it passes on: in the draft (L2)."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.assignment.drafts import check_timing, hold_draft
from okno.sales.events import DraftTimed
from okno.sales.models import RuleSet
from okno.sales.permissions import can_set_rules


@action
def change_draft(
    *, rule_set: RuleSet, answer_minutes: int, most_passes: int, by: Employee | None, at: datetime
) -> RuleSet:
    """`answer_minutes` are working minutes; 0: a lead never passes on."""
    allow(can_set_rules(by))
    check_timing(answer_minutes, most_passes)
    hold_draft(rule_set)
    rule_set.answer_minutes, rule_set.most_passes = answer_minutes, most_passes
    rule_set.save(update_fields=["answer_minutes", "most_passes"])
    record(
        DraftTimed,
        subject=rule_set,
        company=None,
        by=by,
        at=at,
        answer_minutes=answer_minutes,
        most_passes=most_passes,
    )
    return rule_set
