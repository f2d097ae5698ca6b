"""Disqualification of many leads at once, with one reason."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.leads.events import LeadDisqualified
from okno.attract.leads.models import Lead, LeadKey
from okno.attract.leads.permissions import can_disqualify_lead, can_disqualify_leads
from okno.attract.leads.throttle import close_when_none_is_quarantined
from okno.ground.journal.record import record_each
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.ui.bulk import limit_bulk
from okno.team.promises.actions.withdraw_promise import withdraw_promise
from okno.team.promises.models import Promise

MOST_TURNED_DOWN = 5_000


@action
def disqualify_leads(*, leads: Sequence[Lead], reason: str, by: Actor, at: datetime) -> int:
    """Close new leads without deals and return their number; leads that are closed already are skipped.

    Raises Invalid without a reason and for too many leads. Rows change in sets, because a robot brings
    thousands.
    """
    allow(can_disqualify_leads(by) and all(can_disqualify_lead(by, lead) for lead in leads))
    reason = reason.strip()[:300]
    if not reason:
        raise Invalid(reason=_("Say why the lead is turned down."))
    limit_bulk(MOST_TURNED_DOWN, leads=leads)
    # Locked before they are read: a lead that a colleague qualifies at this moment stays theirs.
    still = Lead.objects.select_for_update(no_key=True).filter(status=Lead.Status.NEW)
    taken = list(still.filter(pk__in=[lead.pk for lead in leads]).order_by("pk"))
    ids = [lead.pk for lead in taken]
    closed = {"status": Lead.Status.DISQUALIFIED, "closed_at": at, "disqualified_reason": reason}
    Lead.objects.filter(pk__in=ids, status=Lead.Status.NEW).update(**closed)
    LeadKey.objects.filter(lead__in=ids).exclude(kind=LeadKey.Kind.ROW).delete()
    promises = Promise.objects.filter(subject_kind=Lead._meta.label_lower, subject_id__in=ids)
    for promise in promises.open():
        withdraw_promise(promise=promise, reason=reason, by=by, at=at)
    rows = Lead.objects.filter(pk__in=ids).select_related("company").order_by("pk")
    record_each(LeadDisqualified, [(lead, {"reason": reason}) for lead in rows], by=by, at=at)
    close_when_none_is_quarantined(by=by, at=at)
    return len(ids)
