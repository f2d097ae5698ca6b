"""A draft of the rules of assignment begins as a copy of those in force (L2)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.people.models import Employee
from okno.sales.assignment.drafts import copy_rules
from okno.sales.events import RulesDrafted
from okno.sales.models import RuleSet
from okno.sales.permissions import can_set_rules


@action
def draft_rules(*, by: Employee | None, at: datetime) -> RuleSet:
    """There is one draft at a time: of two heads at once the second is told of the first's."""
    allow(can_set_rules(by))
    acting = RuleSet.objects.acting()
    try:
        with transaction.atomic():
            draft = RuleSet.objects.create(
                drafted_by=by,
                drafted_at=at,
                answer_minutes=acting.answer_minutes if acting else 0,
                most_passes=acting.most_passes if acting else 2,
            )
    except IntegrityError:
        raise Conflict(_("There is a draft already: open the page again, and go on with it.")) from None
    if acting:
        copy_rules(acting, draft)
    record(RulesDrafted, subject=draft, company=None, by=by, at=at)
    return draft
