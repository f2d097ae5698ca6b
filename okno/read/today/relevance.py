"""Relevance of journal entries for an employee: by their clients, deals, promises, approvals and so on.

Nothing is stored per reader: relevance follows from the records as they stand when the employee looks.
"""

from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from okno.attract.deals.models import Deal, DealHandover
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.events import EVENTS
from okno.money.plans.models import SalesPlan
from okno.records.clients.models import AccountManagerTerm
from okno.records.relations.models import Handover
from okno.team.approvals.models import Approval
from okno.team.people.models import Absence, Employee
from okno.team.people.standins import stood_in_for
from okno.team.promises.models import Promise

# Of topics, by room; what is not named here is about a client.
TOPIC_OF_ROOM = {
    **{room: room for room in ("promises", "approvals")},
    **dict.fromkeys(("leads", "assignment", "deals", "plans"), "leads"),
    **dict.fromkeys(("invoicing", "payments"), "money"),
}
TOPIC_OF_EVENT = {
    "deals.deal_given": "handovers",
    "deals.deal_accepted": "handovers",
    "deals.deal_returned": "handovers",
    "deals.deal_taken_back": "handovers",
    "plans.sales_plan_set": "day",
    "plans.sales_plan_changed": "day",
    "plans.sales_plan_withdrawn": "day",
    "relations.manager_set": "handovers",
    "relations.manager_handed_over": "handovers",
    "relations.day_closed": "day",
    "people.absence_announced": "handovers",
    "people.absence_shortened": "handovers",
    "people.absence_withdrawn": "handovers",
    "people.employment_ended": "handovers",
}
PASSED_ON = ["assignment.lead_passed_on", "assignment.lead_raised"]
DEAL_HANDED = ["deals.deal_given", "deals.deal_accepted", "deals.deal_returned", "deals.deal_taken_back"]
# The machine's own routine: every client has it every month, and it stands on his page.
ROUTINE = {
    "invoicing.invoice_issued",
    "payments.credit_applied",
    "payments.payment_ignored",
    "payments.payment_reconsidered",
    "approvals.approval_used",
    "journal.guard_refused",
}


def topic_of(kind: str) -> str:
    """Return the topic of an event by its name."""
    room, _sign, rest = kind.partition(".")
    if (room == "relations" and rest.startswith("client_handed")) or rest.startswith("handover"):
        return "handovers"
    return TOPIC_OF_EVENT.get(kind) or TOPIC_OF_ROOM.get(room, "clients")


def kinds_about(topics: set[str]) -> list[str]:
    """Return the events of these topics, without routine ones."""
    return [name for name in EVENTS if name not in ROUTINE and topic_of(name) in topics]


def concerning(employee: Employee, *, since: datetime, until: datetime) -> "QuerySet[Entry]":
    """Return entries after `since` and up to `until` that concern the employee and are visible to them
    (guard 8).

    The employee's own actions are left out. Each of their records is looked up in the journal by index, so
    the cost does not grow with the events of others.
    """
    answers_for = [employee, *stood_in_for(employee, local_date(until))]
    kept = AccountManagerTerm.objects.filter(manager__in=answers_for, ends_on__isnull=True)
    sold = Deal.objects.open().filter(owner=employee, company__isnull=False)
    # Parts of one UNION, each by its own index: joined by OR, the engine reads the whole journal of the week.
    concerned = [Q(company__in=things.order_by().values("company")) for things in (kept, sold)]
    meanwhile = Entry.objects.filter(at__gt=since, at__lte=until).order_by().values("pk")
    first, *rest = [
        meanwhile.filter(condition) for condition in [*concerned, *_things(employee, answers_for)]
    ]
    # Seen first, relevant second: what concerns somebody is still hidden from him by guard 8.
    return Entry.objects.visible_to(employee).filter(pk__in=first.union(*rest)).exclude(by=employee)


def _things(employee: Employee, answers_for: list[Employee]) -> list[Q]:
    promised = [Q(owner__in=answers_for), Q(colleague=employee), Q(made_by=employee)]
    requested = Q(kind="approvals.approval_requested") & _about(Approval.objects.waiting_for(employee))
    decided = Q(kind__in=["approvals.approval_granted", "approvals.approval_declined"])
    return [
        # Apart, for each has an index; «or» between them reads all promises.
        *(_about(Promise.objects.filter(condition)) for condition in promised),
        requested,
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
    """Return deals handed over by the employee, or to them or a colleague they stand in for."""
    handed = DealHandover.objects.filter(Q(giver=employee) | Q(receiver__in=answers_for))
    return Deal.objects.filter(pk__in=handed.order_by().values("deal"))


def _about(things: "QuerySet[Any]") -> Q:
    model: type[Model] = things.model
    return Q(subject_kind=model._meta.label_lower, subject_id__in=things.order_by().values("pk"))
