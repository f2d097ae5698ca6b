"""Which entries of the journal concern a person: by his clients, deals, promises, approvals and so on.

Nothing is written per reader: what concerns whom is asked of the things as they stand when he looks.
"""

from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from okno.approvals.models import Approval
from okno.clients.models import Handover, Management
from okno.journal.models import Entry
from okno.kernel.clock import local_date
from okno.kernel.events import EVENTS
from okno.people.models import Absence, Employee
from okno.people.standins import stood_in_for
from okno.promises.models import Promise
from okno.sales.models import Deal, DealHandover, Lead, SalesPlan

# Of topics, by room; what is not named here is about a client.
TOPIC_OF_ROOM = {"promises": "promises", "approvals": "approvals", "sales": "leads", "billing": "money"}
TOPIC_OF_EVENT = {
    "sales.deal_given": "handovers",
    "sales.deal_accepted": "handovers",
    "sales.deal_returned": "handovers",
    "sales.deal_taken_back": "handovers",
    "sales.sales_plan_set": "day",
    "sales.sales_plan_changed": "day",
    "sales.sales_plan_withdrawn": "day",
    "clients.manager_set": "handovers",
    "clients.manager_handed_over": "handovers",
    "clients.day_closed": "day",
    "people.absence_announced": "handovers",
    "people.absence_shortened": "handovers",
    "people.absence_withdrawn": "handovers",
    "people.employment_ended": "handovers",
}
PASSED_ON = ["sales.lead_passed_on", "sales.lead_raised"]
DEAL_HANDED = ["sales.deal_given", "sales.deal_accepted", "sales.deal_returned", "sales.deal_taken_back"]
# The machine's own routine: every client has it every month, and it stands on his page.
ROUTINE = {
    "billing.invoice_issued",
    "billing.credit_applied",
    "billing.payment_ignored",
    "billing.payment_reconsidered",
    "approvals.approval_used",
    "journal.guard_refused",
}


def topic_of(kind: str) -> str:
    """The topic that an event belongs to, by its name."""
    room, _sign, rest = kind.partition(".")
    if (room == "clients" and rest.startswith("client_handed")) or rest.startswith("handover"):
        return "handovers"
    return TOPIC_OF_EVENT.get(kind) or TOPIC_OF_ROOM.get(room, "clients")


def kinds_about(topics: set[str]) -> list[str]:
    """The events of these topics, without the routine."""
    return [name for name in EVENTS if name not in ROUTINE and topic_of(name) in topics]


def concerning(employee: Employee, *, since: datetime, until: datetime) -> "QuerySet[Entry]":
    """Entries after `since` and up to `until` that concern a person and that he may read (guard 8).

    His own deeds are none. Each of his things is asked for what happened to it: of a journal of millions
    only that is read, however much happened to others meanwhile.
    """
    answers_for = [employee, *stood_in_for(employee, local_date(until))]
    kept = Management.objects.filter(manager__in=answers_for, ends_on__isnull=True)
    sold = Deal.objects.open().filter(owner=employee, company__isnull=False)
    concerned = [Q(company__in=things.order_by().values("company")) for things in (kept, sold)]
    meanwhile = Entry.objects.filter(at__gt=since, at__lte=until).order_by().values("pk")
    first, *rest = [meanwhile.filter(one) for one in [*concerned, *_things(employee, answers_for)]]
    return Entry.objects.visible_to(employee).filter(pk__in=first.union(*rest)).exclude(by=employee)


def _things(employee: Employee, answers_for: list[Employee]) -> list[Q]:
    promised = [Q(owner__in=answers_for), Q(colleague=employee), Q(made_by=employee)]
    asked = Q(kind="approvals.approval_requested") & _about(Approval.objects.waiting_for(employee))
    decided = Q(kind__in=["approvals.approval_granted", "approvals.approval_declined"])
    return [
        # Apart, for each has an index; «or» between them reads all promises.
        *(_about(Promise.objects.filter(one)) for one in promised),
        asked,
        decided & _about(Approval.objects.filter(requested_by=employee)),
        _about(Lead.objects.filter(assigned_to__in=answers_for)),
        # Whom a lead has left hears of it too: it is about the lead of another by now.
        Q(kind__in=PASSED_ON, data__former_id=employee.pk),
        _about(Deal.objects.filter(owner=employee)),
        Q(kind__in=DEAL_HANDED) & _about(_handed(employee, answers_for)),
        _about(Handover.objects.filter(Q(receiver=employee) | Q(giver=employee))),
        _about(SalesPlan.objects.filter(employee=employee)),
        _about(Absence.objects.filter(Q(employee=employee) | Q(substitute=employee))),
    ]


def _handed(employee: Employee, answers_for: list[Employee]) -> "QuerySet[Deal]":
    """Deals that he gave to another or that were given to him, or to one whom he stands in for."""
    handed = DealHandover.objects.filter(Q(giver=employee) | Q(receiver__in=answers_for))
    return Deal.objects.filter(pk__in=handed.order_by().values("deal"))


def _about(things: "QuerySet[Any]") -> Q:
    model: type[Model] = things.model
    return Q(subject_kind=model._meta.label_lower, subject_id__in=things.order_by().values("pk"))
