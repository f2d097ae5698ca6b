"""Disqualification of one lead, with the reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.leads.events import LeadDisqualified
from okno.attract.leads.keys import release_keys
from okno.attract.leads.models import Lead
from okno.attract.leads.permissions import can_disqualify_lead
from okno.attract.leads.throttle import close_when_none_is_quarantined
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move
from okno.team.promises.actions.withdraw_promise import withdraw_promise
from okno.team.promises.models import Promise


@action
def disqualify_lead(*, lead: Lead, reason: str, by: Actor, at: datetime) -> Lead:
    """Close a new lead without a deal and return it; Invalid without a reason.

    The lead's keys are released: the same contacts make a new lead next time (L1).
    """
    allow(can_disqualify_lead(by, lead))
    reason = reason.strip()[:300]
    if not reason:
        raise Invalid(reason=_("Say why the lead is turned down."))
    move(lead, Lead.Status.DISQUALIFIED, closed_at=at, disqualified_reason=reason)
    release_keys(lead)
    for promise in Promise.objects.about(lead).open():
        withdraw_promise(promise=promise, reason=reason, by=by, at=at)
    record(LeadDisqualified, subject=lead, by=by, at=at, reason=reason)
    if lead.assignment_rule == Lead.Rule.QUARANTINED:
        close_when_none_is_quarantined(by=by, at=at)
    return lead
