"""A rule of the draft goes to another place: of those that fit the first one fires (L2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.people.models import Employee
from okno.sales.assignment.drafts import hold_draft
from okno.sales.events import RuleMoved
from okno.sales.models import AssignmentRule
from okno.sales.permissions import can_set_rules


@action
def move_rule(*, rule: AssignmentRule, place: int, by: Employee | None, at: datetime) -> AssignmentRule:
    """`place` counts from 1; beyond the ends it is the first or the last."""
    allow(can_set_rules(by))
    hold_draft(rule.rule_set)
    rows = list(AssignmentRule.objects.filter(rule_set=rule.rule_set_id))
    if rule not in rows:
        raise Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=rule))
    rows.remove(rule)
    rows.insert(max(0, min(place - 1, len(rows))), rule)
    for position, row in enumerate(rows, start=1):
        row.position = position
    AssignmentRule.objects.bulk_update(rows, ["position"])
    record(RuleMoved, subject=rule.rule_set, company=None, by=by, at=at, name=rule.name, place=rule.position)
    return rule
