"""The load of each employee: clients, open deals, new leads; each by one GROUP BY."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet, Sum

from okno.attract.assignment.first_response import awaited
from okno.attract.deals.models import Deal, PipelineStage
from okno.attract.leads.models import Lead
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.workdays import add_working_days
from okno.records.clients.models import AccountManagerTerm, Company
from okno.team.people.models import Employee, EmployeeRole, Role
from okno.team.people.permissions import SELLERS
from okno.team.promises.models import Promise

QUALIFIERS = {Role.QUALIFIER_INBOUND.value, Role.QUALIFIER_OUTBOUND.value}
BACK = timedelta(weeks=4)


@dataclass
class Carried:
    """An employee's present work; `fees_minor` is the monthly fee of their open deals in kopecks."""

    name: str
    roles: set[str] = field(default_factory=set)
    clients: int = 0
    behind: int = 0
    late: int = 0
    deals: int = 0
    fees_minor: int = 0
    leads: int = 0
    unanswered: int = 0
    answered: int = 0


@dataclass(frozen=True)
class Load:
    """`came`: leads of the last four weeks; `waiting`: unanswered since before the last working day began."""

    people: list[Carried]
    unkept: int
    came: int
    waiting: int
    deals: int
    stuck: int

    def hired(self, *roles: str) -> int:
        """Return how many hold one of the roles, without the owner, who holds many until others come."""
        hired = [carried.roles for carried in self.people if Role.OWNER.value not in carried.roles]
        return sum(not held.isdisjoint(roles) for held in hired)

    @property
    def sellers(self) -> list[Carried]:
        """Return employees who sell, and others with clients or deals."""
        return [
            carried
            for carried in self.people
            if not carried.roles.isdisjoint(SELLERS) or carried.clients or carried.deals
        ]

    @property
    def clients(self) -> int:
        return self.unkept + sum(carried.clients for carried in self.people)


def load_of(reader: Employee, at: datetime) -> Load:
    people = _people()
    leads = awaited(Lead.objects.visible_to(reader))
    deals = Deal.objects.visible_to(reader).open().filter(imported=False)
    _count_clients(people)
    _count_promises(people, Promise.objects.visible_to(reader).overdue(at))
    _count_leads(people, leads, at)
    _count_deals(people, deals)
    morning = at_hour(add_working_days(local_date(at), -1), 0)
    unanswered = Q(status=Lead.Status.NEW, answered_at__isnull=True, received_at__lt=morning)
    lead_counts = leads.filter(Q(received_at__gte=at - BACK, received_at__lte=at) | unanswered).aggregate(
        came=Count("pk", filter=Q(received_at__gte=at - BACK)), waiting=Count("pk", filter=unanswered)
    )
    deal_counts = deals.aggregate(deals=Count("pk"), stuck=Count("pk", filter=_stuck(at)))
    unkept = Company.objects.visible_to(reader).clients().without_manager().count()
    return Load(
        sorted(people.values(), key=lambda carried: carried.name), unkept=unkept, **lead_counts, **deal_counts
    )


def _people() -> dict[int, Carried]:
    """Return all working employees by id, those without any work included."""
    people: dict[int, Carried] = {}
    held = EmployeeRole.objects.filter(employee__in=Employee.objects.working())
    for key, name, role in held.values_list("employee", "employee__name", "role"):
        people.setdefault(key, Carried(name)).roles.add(role)
    return people


def _count_clients(people: dict[int, Carried]) -> None:
    kept = AccountManagerTerm.objects.filter(ends_on__isnull=True, company__is_client=True).order_by()
    behind = Count("pk", filter=Q(company__status_text="") | Q(company__next_step=""))
    for key, clients, without in kept.values_list("manager").annotate(n=Count("pk"), without=behind):
        if carried := people.get(key):
            carried.clients, carried.behind = clients, without


def _count_promises(people: dict[int, Carried], late: "QuerySet[Promise]") -> None:
    for key, count in late.order_by().values_list("owner").annotate(Count("pk")):
        if carried := people.get(key):
            carried.late = count


def _count_leads(people: dict[int, Carried], leads: "QuerySet[Lead]", at: datetime) -> None:
    new = leads.filter(status=Lead.Status.NEW, assigned_to__isnull=False).order_by()
    unanswered = Count("pk", filter=Q(answered_at__isnull=True))
    for key, count, waits in new.values_list("assigned_to").annotate(n=Count("pk"), waits=unanswered):
        if carried := people.get(key):
            carried.leads, carried.unanswered = count, waits
    answered = leads.filter(answered_at__gte=at - BACK, answered_at__lte=at).order_by()
    for key, count in answered.values_list("answered_by").annotate(Count("pk")):
        if carried := people.get(key):
            carried.answered = count


def _count_deals(people: dict[int, Carried], deals: "QuerySet[Deal]") -> None:
    for key, count, fees in deals.order_by().values_list("owner").annotate(Count("pk"), Sum("monthly_minor")):
        if carried := people.get(key):
            carried.deals, carried.fees_minor = count, fees or 0


def _stuck(at: datetime) -> Q:
    """Return the condition that a deal has been in its stage for longer than the stage allows."""
    by_days: defaultdict[int, list[str]] = defaultdict(list)
    for code, days in PipelineStage.objects.values_list("code", "rot_days"):
        by_days[days].append(code)
    stuck = Q(pk__in=[])
    for days, codes in by_days.items():
        stuck |= Q(stage__in=codes, stage_since_at__lt=at - timedelta(days=days))
    return stuck
