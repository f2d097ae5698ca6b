"""The employee's page of the day: promises, waiting clients, news and requests from colleagues (C4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from okno.attract.deals.models import Deal, DealHandover
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Text
from okno.ground.kernel.workdays import is_working_day
from okno.read.today.hours import is_closing, last_evening
from okno.read.today.preview import cut_clients, cut_promises
from okno.read.today.relevance import ROUTINE
from okno.read.today.risks import Risk, by_kind, risks_among
from okno.read.today.worklists import SOON_DAYS, Cut, promises_of
from okno.records.clients.models import AccountManagerTerm, Company
from okno.records.relations.models import DayClose, Handover
from okno.records.relations.permissions import can_close_day
from okno.team.approvals.models import Approval
from okno.team.people.models import Absence, Employee
from okno.team.people.standins import stood_in_for
from okno.team.promises.events import PromiseOverdue
from okno.team.promises.models import Promise

PROMISES_SHOWN = 6
CLIENTS_SHOWN = 6
MOVED_SHOWN = 30
CLIENTS_MOVED = 8
SHOWN = 10
AWAY_SOON_DAYS = 14


@dataclass(frozen=True)
class Instead:
    """An absent colleague whom the employee stands in for, until a day, with promises that fall due."""

    absent: Employee
    until: date
    promises: list[Promise]
    clients: int


@dataclass(frozen=True)
class Moved:
    """A client's news since the last evening, newest first."""

    company: Company
    entries: list[Entry]


@dataclass(frozen=True)
class Today:
    """An employee's day. Lists are cut; each has a page with the whole list."""

    on: date
    since: datetime
    promises: list[Cut[Promise]]
    clients: list[Cut[Company]]
    moved: list[Moved]
    handovers: list[Handover]
    deals: list[DealHandover]
    approvals: list[Approval]
    instead: list[Instead]
    absence: Absence | None
    risks: list[tuple[Text, list[Risk]]]
    may_close: bool
    is_closing: bool
    left: int
    closed: DayClose | None

    @property
    def is_closed(self) -> bool:
        """Return whether the day was closed and no client was touched since without a fresh status."""
        return self.closed is not None and not self.left

    @property
    def has_promises(self) -> bool:
        return any(self.promises)

    @property
    def has_clients(self) -> bool:
        return any(self.clients)

    @property
    def has_anything(self) -> bool:
        """Return whether there is anything to show; an empty house has nothing."""
        waiting = self.handovers or self.deals or self.approvals or self.instead or self.moved or self.risks
        return bool(waiting or self.has_promises or self.has_clients)


def today_of(employee: Employee, *, at: datetime) -> Today:
    """Return the employee's day at an instant."""
    on = local_date(at)
    clients = cut_clients(employee, CLIENTS_SHOWN, at)
    handovers = Handover.objects.waiting_for(employee).select_related("company", "giver")
    # As clients: what waits for those whom he stands in for stands in the list of hand-overs.
    deals = DealHandover.objects.waiting_for(employee).select_related("deal__company", "giver")
    approvals = Approval.objects.waiting_for(employee).select_related("company", "requested_by")
    kept = (
        # Without an order: it is a subquery, and SQLite would sort it for nobody.
        AccountManagerTerm.objects.filter(manager=employee, ends_on__isnull=True).order_by().values("company")
    )
    since = last_evening(at)
    return Today(
        on=on,
        since=since,
        promises=cut_promises(employee, PROMISES_SHOWN, at),
        clients=clients,
        moved=moved_at(_companies_with_news(employee, on), employee, since, at),
        handovers=list(handovers.order_by("handed_at", "id")[:SHOWN]),
        deals=list(deals[:SHOWN]),
        approvals=list(approvals.order_by("requested_at", "id")[:SHOWN]),
        instead=instead_of(employee, at),
        absence=next_absence(employee, on),
        risks=by_kind(risks_among(kept, employee, reader=employee, at=at)[:SHOWN]),
        may_close=can_close_day(actor_of(employee)) and is_working_day(on),
        is_closing=can_close_day(actor_of(employee)) and is_closing(at),
        # Of the list that stands on the page: the button and the list cannot say two numbers.
        left=next(cut.count for cut in clients if cut.name == "no_status"),
        closed=DayClose.objects.filter(employee=employee, on=on).first(),
    )


def _companies_with_news(employee: Employee, on: date) -> list[int]:
    """Return keys of the companies that the employee, or a colleague they stand in for, keeps or sells to.

    Keys, so that each is looked up in the journal by index; a subquery may read everybody's whole day.
    """
    hats = [employee, *stood_in_for(employee, on)]
    kept = AccountManagerTerm.objects.filter(manager__in=hats, ends_on__isnull=True).order_by()
    sold = Deal.objects.open().filter(owner=employee, company__isnull=False).order_by()
    return list(kept.values_list("company", flat=True).union(sold.values_list("company", flat=True)))


def moved_at(companies: list[int], employee: Employee, since: datetime, at: datetime) -> list[Moved]:
    """Return what others did with these companies after `since`, by company; notices have the rest."""
    entries = (
        Entry.objects.visible_to(employee)
        .filter(company__in=companies, at__gt=since, at__lte=at)
        .exclude(by=employee)
        # What is late stands on the page already, among promises and risks.
        .exclude(kind__in={*ROUTINE, PromiseOverdue.name})
        .select_related("company", "by")
        .order_by("-at", "-id")[:MOVED_SHOWN]
    )
    by_company: defaultdict[Any, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_company[entry.company].append(entry)
    # Two of each and eight clients: the page tells what moved, the client's own page tells how.
    return [Moved(company, rows[:2]) for company, rows in list(by_company.items())[:CLIENTS_MOVED]]


def instead_of(employee: Employee, at: datetime) -> list[Instead]:
    """Return the colleagues whom the employee stands in for today, with promises due in the coming days."""
    on = local_date(at)
    absent = stood_in_for(employee, on)
    if not absent:
        return []
    until = _until(absent, on)
    last = at + timedelta(days=SOON_DAYS)
    due: defaultdict[int, list[Promise]] = defaultdict(list)
    for promise in promises_of(absent, at).filter(due_at__lt=last):
        due[promise.owner_id].append(promise)
    clients = _kept_counts(absent)
    return [
        Instead(
            employee_absent,
            until[employee_absent.pk],
            due[employee_absent.pk][:PROMISES_SHOWN],
            clients.get(employee_absent.pk, 0),
        )
        for employee_absent in absent
    ]


def _until(absent: list[Employee], on: date) -> dict[int, date]:
    away = Absence.objects.on_day(on).filter(employee__in=absent)
    return {absence.employee_id: absence.ends_on for absence in away}


def _kept_counts(absent: Iterable[Employee]) -> dict[int, int]:
    people = Employee.objects.filter(pk__in=[employee.pk for employee in absent]).order_by()
    kept = Count("manager_terms", filter=Q(manager_terms__ends_on__isnull=True))
    return dict(people.annotate(kept=kept).values_list("pk", "kept"))


def next_absence(employee: Employee, on: date) -> Absence | None:
    """Return the employee's own absence that lasts or starts soon, None without one."""
    own = Absence.objects.in_force().filter(employee=employee, ends_on__gte=on)
    near = own.filter(starts_on__lte=on + timedelta(days=AWAY_SOON_DAYS))
    return near.select_related("substitute").order_by("starts_on").first()
