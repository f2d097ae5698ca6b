"""A lead is turned down, with the reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.promises.actions.withdraw_promise import withdraw_promise
from okno.promises.models import Promise
from okno.sales.events import LeadTurnedDown
from okno.sales.flood import close_when_none_is_held
from okno.sales.keys import let_go
from okno.sales.models import Lead
from okno.sales.permissions import can_turn_down_lead


@action
def turn_down_lead(*, lead: Lead, reason: str, by: Employee | None, at: datetime) -> Lead:
    """Close a new lead without a deal. Who comes again after this is a new lead."""
    allow(can_turn_down_lead(by, lead))
    reason = reason.strip()[:300]
    if not reason:
        raise Invalid(reason=_("Say why the lead is turned down."))
    move(lead, Lead.Status.DISQUALIFIED, closed_at=at, turned_down_reason=reason)
    let_go(lead)
    for promise in Promise.objects.about(lead).open():
        withdraw_promise(promise=promise, reason=reason, by=by, at=at)
    record(LeadTurnedDown, subject=lead, company=lead.company, by=by, at=at, reason=reason)
    if lead.assignment_rule == Lead.Rule.HELD:
        close_when_none_is_held(by=by, at=at)
    return lead
