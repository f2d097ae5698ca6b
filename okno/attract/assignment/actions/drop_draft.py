"""Removal of a draft of rules; those in force stay as they are (L2)."""

from datetime import datetime

from okno.attract.assignment.drafts import hold_draft
from okno.attract.assignment.events import RulesDropped
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.permissions import can_set_rules
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow


@action
def drop_draft(*, rule_set: RuleSet, by: Actor, at: datetime) -> None:
    """Delete the draft; raise Conflict when it is no draft any more."""
    allow(can_set_rules(by))
    hold_draft(rule_set)
    record(RulesDropped, subject=rule_set, by=by, at=at)
    rule_set.delete()
