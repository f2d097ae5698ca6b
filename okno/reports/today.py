"""What one person should see when the day begins: promises, clients who wait, what came from others (C4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from okno.approvals.models import Approval
from okno.clients.models import Company, DayClose, Handover, Management
from okno.clients.permissions import can_close_day
from okno.journal.models import Entry
from okno.kernel.clock import local_date
from okno.kernel.errors import Text
from okno.kernel.workdays import is_working_day
from okno.people.models import Absence, Employee
from okno.people.standins import stood_in_for
from okno.promises.events import PromiseOverdue
from okno.promises.models import Promise
from okno.reports.concerns import ROUTINE
from okno.reports.cuts import cut_clients, cut_promises
from okno.reports.hours import is_closing, last_evening
from okno.reports.risks import Risk, by_kind, risks_among
from okno.reports.waiting import SOON_DAYS, Cut, promises_of
from okno.sales.models import Deal, DealHandover

PROMISES_SHOWN = 6
CLIENTS_SHOWN = 6
MOVED_SHOWN = 30
CLIENTS_MOVED = 8
SHOWN = 10
AWAY_SOON_DAYS = 14


@dataclass(frozen=True)
class Instead:
    """One whom this person stands in for: until when, and what of his falls due."""

    absent: Employee
    until: date
    promises: list[Promise]
    clients: int


@dataclass(frozen=True)
class Moved:
    """One client's news since the last evening, the newest first."""

    company: Company
    entries: list[Entry]


@dataclass(frozen=True)
class Today:
    """One person's day. Lists are cut; what is cut is reached by the lists of their own."""

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
        """Said so, and nobody was touched since without a fresh status."""
        return self.closed is not None and not self.left

    @property
    def has_promises(self) -> bool:
        return any(self.promises)

    @property
    def has_clients(self) -> bool:
        return any(self.clients)

    @property
    def has_anything(self) -> bool:
        """Whether there is a day at all: in an empty house there is not."""
        asked = self.handovers or self.deals or self.approvals or self.instead or self.moved or self.risks
        return bool(asked or self.has_promises or self.has_clients)


def today_of(employee: Employee, *, at: datetime) -> Today:
    """The page of one person at an instant."""
    on = local_date(at)
    clients = cut_clients(employee, CLIENTS_SHOWN, at)
    handovers = Handover.objects.waiting_for(employee).select_related("company", "giver")
    # As clients: what waits for those whom he stands in for stands in the list of hand-overs.
    deals = DealHandover.objects.waiting_for(employee).select_related("deal__company", "giver")
    approvals = Approval.objects.waiting_for(employee).select_related("company", "requested_by")
    kept = Management.objects.filter(manager=employee, ends_on__isnull=True).order_by().values("company")
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
        may_close=can_close_day(employee) and is_working_day(on),
        is_closing=can_close_day(employee) and is_closing(at),
        left=next(one.count for one in clients if one.name == "no_status"),
        closed=DayClose.objects.filter(employee=employee, on=on).first(),
    )


def _companies_with_news(employee: Employee, on: date) -> list[int]:
    """Keys of the clients whose news are his: he keeps them, sells to them, or stands in for who keeps them.

    As keys, for then each is looked up in the journal; a query within the query may read a whole day of all.
    """
    hats = [employee, *stood_in_for(employee, on)]
    kept = Management.objects.filter(manager__in=hats, ends_on__isnull=True).order_by()
    sold = Deal.objects.open().filter(owner=employee, company__isnull=False).order_by()
    return list(kept.values_list("company", flat=True).union(sold.values_list("company", flat=True)))


def moved_at(companies: list[int], employee: Employee, since: datetime, at: datetime) -> list[Moved]:
    """What others did with these clients after a moment, client by client; the rest is among the notices."""
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
    return [Moved(company, found[:2]) for company, found in list(by_company.items())[:CLIENTS_MOVED]]


def instead_of(employee: Employee, at: datetime) -> list[Instead]:
    """Those whom he stands in for today, each with what falls due in the coming days."""
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
        Instead(one, until[one.pk], due[one.pk][:PROMISES_SHOWN], clients.get(one.pk, 0)) for one in absent
    ]


def _until(absent: list[Employee], on: date) -> dict[int, date]:
    away = Absence.objects.on_day(on).filter(employee__in=absent)
    return {one.employee_id: one.ends_on for one in away}


def _kept_counts(absent: Iterable[Employee]) -> dict[int, int]:
    people = Employee.objects.filter(pk__in=[one.pk for one in absent]).order_by()
    kept = Count("managements", filter=Q(managements__ends_on__isnull=True))
    return dict(people.annotate(kept=kept).values_list("pk", "kept"))


def next_absence(employee: Employee, on: date) -> Absence | None:
    """His own absence that lasts or is near."""
    own = Absence.objects.in_force().filter(employee=employee, ends_on__gte=on)
    near = own.filter(starts_on__lte=on + timedelta(days=AWAY_SOON_DAYS))
    return near.select_related("substitute").order_by("starts_on").first()
