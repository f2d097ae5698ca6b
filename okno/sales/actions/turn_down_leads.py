"""Many leads are turned down at once, with one reason."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record_each
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee
from okno.promises.actions.withdraw_promise import withdraw_promise
from okno.promises.models import Promise
from okno.sales.at_once import no_more_than
from okno.sales.events import LeadTurnedDown
from okno.sales.flood import close_when_none_is_held
from okno.sales.models import Lead, LeadKey
from okno.sales.permissions import can_turn_down_lead, can_turn_down_leads

MOST_AT_ONCE = 5_000


@action
def turn_down_leads(*, leads: Sequence[Lead], reason: str, by: Employee | None, at: datetime) -> int:
    """How many were closed; those that are closed already are passed by. In sets: a robot brings many."""
    allow(can_turn_down_leads(by) and all(can_turn_down_lead(by, lead) for lead in leads))
    reason = reason.strip()[:300]
    if not reason:
        raise Invalid(reason=_("Say why the lead is turned down."))
    no_more_than(MOST_AT_ONCE, leads=leads)
    # Taken before they are read: whom a colleague qualifies at this moment stays his.
    still = Lead.objects.select_for_update(no_key=True).filter(status=Lead.Status.NEW)
    taken = list(still.filter(pk__in=[lead.pk for lead in leads]).order_by("pk"))
    ids = [lead.pk for lead in taken]
    closed = {"status": Lead.Status.DISQUALIFIED, "closed_at": at, "turned_down_reason": reason}
    Lead.objects.filter(pk__in=ids, status=Lead.Status.NEW).update(**closed)
    LeadKey.objects.filter(lead__in=ids).exclude(kind=LeadKey.Kind.ROW).delete()
    promises = Promise.objects.filter(subject_kind=Lead._meta.label_lower, subject_id__in=ids)
    for promise in promises.open():
        withdraw_promise(promise=promise, reason=reason, by=by, at=at)
    told = Lead.objects.filter(pk__in=ids).select_related("company").order_by("pk")
    record_each(LeadTurnedDown, [(one, one.company, {"reason": reason}) for one in told], by=by, at=at)
    close_when_none_is_held(by=by, at=at)
    return len(ids)
