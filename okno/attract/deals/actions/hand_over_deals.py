"""What a seller works on goes to another: his open deals and the leads he has not qualified yet (C5a)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.assignment.assign import works
from okno.attract.assignment.events import LeadAssigned
from okno.attract.deals.events import DealHandedOver
from okno.attract.deals.models import Deal, DealHandover
from okno.attract.deals.permissions import can_hand_over_deals
from okno.attract.leads.models import Lead
from okno.ground.journal.record import record_each
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.team.people.models import Employee
from okno.team.people.permissions import SELLERS


@action
def hand_over_deals(*, giver: Employee, receiver: Employee, reason: str = "", by: Actor, at: datetime) -> int:
    """Give all open deals and leads of the giver to the receiver, and return how many went over.

    The finder of a lead stays its finder: pay follows that (L2).
    """
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
    facts = {"owner": receiver.name, "before": before, "reason": why}
    record_each(DealHandedOver, [(deal, {"title": deal.title, **facts}) for deal in taken], by=by, at=at)
    handed = Lead.objects.filter(pk__in=lead_ids, assigned_to=receiver).select_related("company")
    facts = {"manager": receiver.name, "before": before}
    record_each(LeadAssigned, [(lead, facts) for lead in handed.order_by("pk")], by=by, at=at)
    return len(taken) + len(handed)


def _pass_on_handovers(giver: Employee, receiver: Employee, by: Actor, at: datetime) -> None:
    """Move the giver's waiting hand-overs to the successor, whether the giver received or gave them.

    What the successor had given to the giver is the successor's again: there is nothing to answer.
    """
    waiting = DealHandover.objects.filter(status=DealHandover.Status.WAITING)
    ends = {"status": DealHandover.Status.ACCEPTED, "decided_at": at, "decided_by": by.employee or receiver}
    waiting.filter(giver=giver, receiver=receiver).update(**ends)
    waiting.filter(giver=receiver, receiver=giver).update(**ends)
    waiting.filter(receiver=giver).update(receiver=receiver)
    waiting.filter(giver=giver).update(giver=receiver)
