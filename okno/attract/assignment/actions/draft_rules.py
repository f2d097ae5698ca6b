"""A draft of the rules of assignment, begun as a copy of those in force (L2)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.attract.assignment.drafts import copy_rules
from okno.attract.assignment.events import RulesDrafted
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.permissions import can_set_rules
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow


@action
def draft_rules(*, by: Actor, at: datetime) -> RuleSet:
    """Create the draft and return it; raise Conflict when there is one, because only one may exist."""
    allow(can_set_rules(by))
    acting = RuleSet.objects.acting()
    try:
        # A savepoint: on PostgreSQL a refused row would otherwise spoil the whole transaction of the action.
        with transaction.atomic():
            draft = RuleSet.objects.create(
                drafted_by=by.employee,
                drafted_at=at,
                answer_minutes=acting.answer_minutes if acting else 0,
                most_passes=acting.most_passes if acting else 2,
            )
    except IntegrityError:
        raise Conflict(_("There is a draft already: open the page again, and go on with it.")) from None
    if acting:
        copy_rules(acting, draft)
    record(RulesDrafted, subject=draft, by=by, at=at)
    return draft
