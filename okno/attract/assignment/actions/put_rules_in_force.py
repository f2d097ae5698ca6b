"""Entry into force of a draft of rules; the set before it becomes history (L2)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.attract.assignment.drafts import hold_draft
from okno.attract.assignment.events import RulesInForce
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.permissions import can_set_rules
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.moves import move


@action
def put_rules_in_force(*, rule_set: RuleSet, by: Actor, at: datetime) -> RuleSet:
    """Put the draft in force and return it; raise Conflict when another head has done so at this moment.

    Turns begin anew, so that no seller pays for the rules before.
    """
    allow(can_set_rules(by))
    hold_draft(rule_set)
    rule_set.refresh_from_db()
    if acting := RuleSet.objects.acting():
        move(acting, RuleSet.Status.PAST, ended_at=at)
    try:
        # One row in force is a unique constraint: of two heads at once the second meets it here, not before.
        with transaction.atomic():
            move(rule_set, RuleSet.Status.ACTING, in_force_at=at)
    except IntegrityError:
        raise Conflict(_("Other rules came into force at this moment: open the page again.")) from None
    record(RulesInForce, subject=rule_set, by=by, at=at, count=rule_set.rules.count())
    return rule_set
