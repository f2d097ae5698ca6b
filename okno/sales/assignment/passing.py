"""Which leads have waited too long for a first answer, and who is next (L2)."""

from datetime import date, datetime

from django.db.models import Min, Q, QuerySet

from okno.journal.models import Entry
from okno.kernel.clock import local_date
from okno.kernel.workhours import add_working_minutes
from okno.people.models import Employee, Role
from okno.people.permissions import SELLERS
from okno.people.standins import answers_on
from okno.sales.assignment.answers import awaited
from okno.sales.events import LeadPassedOn
from okno.sales.models import Lead, RuleSet

# In one round of the clock; the rest wait for the next.
BATCH = 500

# A client has one voice (C2), and what a head gave by hand he gave knowingly: these are told to the head and
# stay where they are. Who found a lead himself went to the client first: there is no answer to wait for.
STAYS = (Lead.Rule.RECOMMENDED, Lead.Rule.OWN_CLIENT, Lead.Rule.HAND)


def overdue_leads(acting: RuleSet, at: datetime) -> "QuerySet[Lead]":
    """New, unanswered, given so many working minutes ago, or to somebody for whom nobody can answer today.

    What was given before answers were first timed is left: else a new set of rules would stir up years.
    """
    timed = RuleSet.objects.filter(answer_minutes__gt=0, in_force_at__isnull=False)
    since = timed.aggregate(first=Min("in_force_at"))["first"]
    given_before = add_working_minutes(at, -acting.answer_minutes)
    waited = Q(assigned_at__lte=given_before) | Q(assigned_to__in=unreachable(local_date(at)))
    new = awaited(Lead.objects.filter(status=Lead.Status.NEW, answered_at__isnull=True))
    return (
        new.filter(waited, assigned_to__isnull=False, assigned_at__gte=since, assigned_at__lte=at)
        .filter(passes__lte=acting.most_passes)
        .exclude(assignment_rule=Lead.Rule.BROUGHT)
        .select_related("company", "assigned_to")
        .order_by("assigned_at", "pk")[:BATCH]
    )


def unreachable(on: date) -> list[int]:
    """Who is away on the day with nobody at work, and selling, to answer for him."""
    answers = answers_on(on)
    if not answers:
        return []
    there = Employee.objects.working().filter(pk__in=[one.pk for one in answers.values()])
    able = set(there.with_role(*SELLERS).exclude(pk__in=answers).values_list("pk", flat=True))
    return [away for away, answering in answers.items() if answering.pk not in able]


def had_before(lead: Lead) -> set[int]:
    """Who has it now, and from whom it was passed on."""
    entries = Entry.objects.about(lead).filter(kind=LeadPassedOn.name)
    former = {data.get("former_id") for data in entries.values_list("data", flat=True)}
    return {pk for pk in (*former, lead.assigned_to_id) if pk is not None}


def head_of(employee: Employee | None) -> Employee | None:
    """Who decides about a lead that nobody answers: his own head, else the head of sales, else the owner."""
    if employee is not None and employee.head is not None and employee.head.left_on is None:
        return employee.head
    heads = Employee.objects.working().order_by("pk")
    return heads.with_role(Role.HEAD_OF_SALES).first() or heads.with_role(Role.OWNER).first()
