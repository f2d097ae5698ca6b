"""What a seller works on goes to another: his open deals and the leads he has not qualified yet (C5a)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record_each
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.sales.assignment.assign import works
from okno.sales.events import DealHandedOver, LeadAssigned
from okno.sales.models import Deal, DealHandover, Lead
from okno.sales.permissions import can_hand_over_deals


@action
def hand_over_deals(
    *, giver: Employee, receiver: Employee, reason: str = "", by: Employee | None, at: datetime
) -> int:
    """How many went over. Who found a lead stays its finder: pay follows that (L2)."""
    allow(can_hand_over_deals(by))
    if receiver.pk == giver.pk:
        raise Invalid(receiver=_("Choose a colleague: these are his already."))
    # The rows are taken before they are read: what a colleague closes at this moment stays his.
    deals, leads = Deal.objects.open().filter(owner=giver), Lead.objects.filter(assigned_to=giver)
    leads = leads.filter(status=Lead.Status.NEW)
    deal_ids, lead_ids = list(deals.values_list("pk", flat=True)), list(leads.values_list("pk", flat=True))
    _pass_on_handovers(giver, receiver, by, at)
    if not deal_ids and not lead_ids:
        return 0
    if not works(receiver, local_date(at)) or not receiver.has(*SELLERS):
        raise Invalid(receiver=_("{name} does not lead deals.").format(name=receiver.name))
    deals.filter(pk__in=deal_ids).update(owner=receiver)
    leads.filter(pk__in=lead_ids).update(
        assigned_to=receiver, assignment_rule=Lead.Rule.HAND, rule_name="", assigned_at=at
    )
    before, why = giver.name, " ".join(reason.split())[:500]
    taken = Deal.objects.filter(pk__in=deal_ids, owner=receiver).select_related("company").order_by("pk")
    words = {"owner": receiver.name, "before": before, "reason": why}
    record_each(
        DealHandedOver, [(one, one.company, {"title": one.title, **words}) for one in taken], by=by, at=at
    )
    given = Lead.objects.filter(pk__in=lead_ids, assigned_to=receiver).select_related("company")
    words = {"manager": receiver.name, "before": before}
    record_each(LeadAssigned, [(one, one.company, words) for one in given.order_by("pk")], by=by, at=at)
    return len(taken) + len(given)


def _pass_on_handovers(giver: Employee, receiver: Employee, by: Employee | None, at: datetime) -> None:
    """What waits for him waits for the successor; what he gave comes back to the successor.

    What the successor himself had given to him is the successor's again: there is nothing to answer.
    """
    waiting = DealHandover.objects.filter(status=DealHandover.Status.WAITING)
    ends = {"status": DealHandover.Status.ACCEPTED, "decided_at": at, "decided_by": by or receiver}
    waiting.filter(giver=giver, receiver=receiver).update(**ends)
    waiting.filter(giver=receiver, receiver=giver).update(**ends)
    waiting.filter(receiver=giver).update(receiver=receiver)
    waiting.filter(giver=giver).update(giver=receiver)
