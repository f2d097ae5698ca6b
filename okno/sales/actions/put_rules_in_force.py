"""The draft becomes the rules by which leads are given; those before it are history (L2)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.sales.assignment.drafts import hold_draft
from okno.sales.events import RulesInForce
from okno.sales.models import RuleSet
from okno.sales.permissions import can_set_rules


@action
def put_rules_in_force(*, rule_set: RuleSet, by: Employee | None, at: datetime) -> RuleSet:
    """Of two heads at once the second is told; turns begin anew, so nobody pays for the rules before."""
    allow(can_set_rules(by))
    hold_draft(rule_set)
    rule_set.refresh_from_db()
    if acting := RuleSet.objects.acting():
        move(acting, RuleSet.Status.PAST, ended_at=at)
    try:
        with transaction.atomic():
            move(rule_set, RuleSet.Status.ACTING, in_force_at=at)
    except IntegrityError:
        raise Conflict(_("Other rules came into force at this moment: open the page again.")) from None
    record(RulesInForce, subject=rule_set, company=None, by=by, at=at, count=rule_set.rules.count())
    return rule_set
