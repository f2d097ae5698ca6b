"""Reassignment: leads that have waited too long for a first response, and who decides about them (L2)."""

from datetime import date, datetime

from django.db.models import Min, Q, QuerySet

from okno.attract.assignment.events import LeadPassedOn
from okno.attract.assignment.first_response import awaited
from okno.attract.assignment.models import RuleSet
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.workhours import add_working_minutes
from okno.team.people.models import Employee, Role
from okno.team.people.permissions import SELLERS
from okno.team.people.standins import answers_on

# In one round of the clock; the rest wait for the next.
BATCH = 500

# A client has one voice (C2), and a head assigns by hand on purpose: these leads are reported to the head and
# stay where they are. Leads that an employee found need no first response: we went to the client ourselves.
STAYS = (Lead.Rule.RECOMMENDED, Lead.Rule.OWN_CLIENT, Lead.Rule.HAND)


def overdue_leads(acting: RuleSet, at: datetime) -> "QuerySet[Lead]":
    """Return unanswered new leads whose time is over, or whose assignee is absent with no substitute.

    The time is counted in working minutes. Leads assigned before the first rules with a time limit came into
    force are left alone: else a new set of rules would stir up years of them.
    """
    # Leads from before any rule had a time limit were promised none, and are not passed on all at once.
    timed = RuleSet.objects.filter(answer_minutes__gt=0, in_force_at__isnull=False)
    since = timed.aggregate(first=Min("in_force_at"))["first"]
    given_before = add_working_minutes(at, -acting.answer_minutes)
    waited = Q(assigned_at__lte=given_before) | Q(assigned_to__in=unreachable(local_date(at)))
    new = awaited(Lead.objects.filter(status=Lead.Status.NEW, answered_at__isnull=True))
    return (
        new.filter(waited, assigned_to__isnull=False, assigned_at__gte=since, assigned_at__lte=at)
        .filter(passes__lte=acting.most_passes)
        # Nobody waits for a first response there: we went to the client ourselves.
        .exclude(assignment_rule=Lead.Rule.BROUGHT)
        .select_related("company", "assigned_to")
        .order_by("assigned_at", "pk")[:BATCH]
    )


def unreachable(on: date) -> list[int]:
    """Return the keys of employees who are absent on the day and have no working seller as a substitute."""
    answers = answers_on(on)
    if not answers:
        return []
    there = Employee.objects.working().filter(pk__in=[person.pk for person in answers.values()])
    able = set(there.with_role(*SELLERS).exclude(pk__in=answers).values_list("pk", flat=True))
    return [away for away, answering in answers.items() if answering.pk not in able]


def had_before(lead: Lead) -> set[int]:
    """Return the keys of the present and all former assignees of the lead."""
    entries = Entry.objects.about(lead).filter(kind=LeadPassedOn.name)
    # From the journal: a lead keeps only its present assignee.
    former = {data.get("former_id") for data in entries.values_list("data", flat=True)}
    return {pk for pk in (*former, lead.assigned_to_id) if pk is not None}


def head_of(employee: Employee | None) -> Employee | None:
    """Return the employee's head, else the head of sales, else the owner; they decide about an unanswered
    lead.
    """
    if employee is not None and employee.head is not None and employee.head.left_on is None:
        return employee.head
    heads = Employee.objects.working().order_by("pk")
    return heads.with_role(Role.HEAD_OF_SALES).first() or heads.with_role(Role.OWNER).first()
