"""A rule of the draft is written anew in its place (L2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.people.models import Employee
from okno.sales.assignment.drafts import (
    GivenRule,
    check_name,
    conditions_of,
    hold_draft,
    print_of,
    write_shares,
)
from okno.sales.events import RuleWritten
from okno.sales.models import AssignmentRule
from okno.sales.permissions import can_set_rules


@action
def change_rule(
    *, rule: AssignmentRule, given: GivenRule, seen: str = "", by: Employee | None, at: datetime
) -> AssignmentRule:
    """Of two heads who write two rules at once nothing is lost; rules in force never change.

    `seen` is the print of the rule (`drafts.print_of`) as it was opened: written meanwhile, it is told.
    """
    allow(can_set_rules(by))
    hold_draft(rule.rule_set)
    conditions = conditions_of(given)
    if seen and seen != print_of(rule):
        raise Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=rule))
    check_name(conditions["name"], rule.rule_set.rules.exclude(pk=rule.pk))
    if not AssignmentRule.objects.filter(pk=rule.pk).update(**conditions):
        raise Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=rule))
    write_shares(rule, given.shares)
    rule.refresh_from_db()
    record(RuleWritten, subject=rule.rule_set, company=None, by=by, at=at, name=rule.name)
    return rule
