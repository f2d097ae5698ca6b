"""Changes of the draft: its rules, their order, the time to the first response (L2)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.assignment.drafts import RuleDraft, check_timing, hold_draft, rules_of, write_rules
from okno.attract.assignment.events import DraftWritten
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.permissions import can_set_rules
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Text, allow
from okno.ground.kernel.localized import deferred

Rules = Sequence[RuleDraft] | Callable[[list[RuleDraft]], Sequence[RuleDraft]]


@action
def write_draft(
    *,
    rule_set: RuleSet,
    rules: Rules | None = None,
    answer_minutes: int | None = None,
    most_passes: int | None = None,
    by: Actor,
    at: datetime,
) -> RuleSet:
    """Replace the parts of the draft that are passed, all or none of them, and return the draft.

    `rules` are all rules in their order, or a function of the present ones: it is called while the draft is
    locked, so that of two heads at once nothing is lost. None leaves a part as it is. `answer_minutes` are
    working minutes; 0: a lead never passes on. Raises Invalid and Conflict as `write_rules` does.
    """
    allow(can_set_rules(by))
    hold_draft(rule_set)
    rule_set.refresh_from_db()
    changes = _set_timing(rule_set, answer_minutes, most_passes)
    if rules is not None:
        changes += write_rules(rule_set, rules(rules_of(rule_set)) if callable(rules) else rules)
    if changes:
        count, sentence = rule_set.rules.count(), deferred(lambda: "; ".join(map(str, changes)))
        record(DraftWritten, subject=rule_set, by=by, at=at, count=count, changes=sentence)
    return rule_set


def _set_timing(rule_set: RuleSet, answer_minutes: int | None, most_passes: int | None) -> list[Text]:
    """Write the time limits to the draft and return a sentence about the change, or none."""
    before = (rule_set.answer_minutes, rule_set.most_passes)
    after = (
        before[0] if answer_minutes is None else answer_minutes,
        before[1] if most_passes is None else most_passes,
    )
    check_timing(*after)
    if after == before:
        return []
    rule_set.answer_minutes, rule_set.most_passes = after
    rule_set.save(update_fields=["answer_minutes", "most_passes"])
    return [
        deferred(
            lambda: _(
                "{answer_minutes} working minutes to the first answer, passes on at most: {most_passes}"
            ).format(answer_minutes=after[0], most_passes=after[1])
        )
    ]
