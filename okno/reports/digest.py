"""The daily digest: per manager what moved, what is promised, what is at risk, who is away (C5).

An empty digest is None, and what is closed is not in it (complaint 13).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from okno.clients.models import Company, Management
from okno.journal.models import Entry
from okno.kernel.errors import Text
from okno.kernel.workdays import next_working_day
from okno.people.models import Absence, Employee
from okno.people.permissions import SELLERS
from okno.promises.models import Promise
from okno.reports.risks import Risk, by_kind, risks_of_each

MOVED_SHOWN = 200


@dataclass(frozen=True)
class ClientDay:
    """One client's day: its entries in order, its status and next step as they stand."""

    company: Company
    entries: list[Entry]


@dataclass(frozen=True)
class ManagerDigest:
    """One manager's clients that moved, open promises and risks; `absence` where he is not there."""

    manager: Employee
    moved: list[ClientDay]
    promised: list[Promise]
    risks: list[tuple[Text, list[Risk]]]
    absence: Absence | None = None

    @property
    def is_empty(self) -> bool:
        """That somebody is away is no news of his clients."""
        return not (self.moved or self.promised or self.risks)


@dataclass(frozen=True)
class Digest:
    """`away`: who is not there on the day or on the next working day, and who stands in."""

    on: date
    managers: list[ManagerDigest]
    away: list[Absence]


def digest_of(
    on: date, *, reader: Employee, at: datetime, managers: Collection[Employee] | None = None
) -> Digest | None:
    """A day as `reader` may see it, manager by manager, without the empty ones; None when all are empty.

    `managers`: only of these; of all who sell unless named.
    """
    if managers is None:
        managers = list(Employee.objects.working().with_role(*SELLERS).order_by("name"))
    keepers = dict(
        Management.objects.filter(manager__in=managers, ends_on__isnull=True).values_list(
            "company", "manager"
        )
    )
    moved = _moved(managers, keepers, on, reader)
    promised = _promised(managers, reader)
    risks = risks_of_each(managers, keepers, reader=reader, at=at)
    away = _away(on, reader)
    absences = {absence.employee_id: absence for absence in away}
    found = [
        ManagerDigest(
            manager=manager,
            moved=_days(moved[manager.pk]),
            promised=promised[manager.pk],
            risks=by_kind(risks.get(manager.pk, [])),
            absence=absences.get(manager.pk),
        )
        for manager in managers
    ]
    full = [digest for digest in found if not digest.is_empty]
    return Digest(on=on, managers=full, away=away) if full else None


def _moved(
    managers: Collection[Employee], keepers: Mapping[int, int], on: date, reader: Employee
) -> dict[int, list[Entry]]:
    """By manager: the day's entries of the clients he keeps, and of those nobody keeps that he touched."""
    nobodys = Q(by__in=managers) & ~Q(company__managements__ends_on__isnull=True)
    kept = Management.objects.filter(manager__in=managers, ends_on__isnull=True).values("company")
    entries = (
        Entry.objects.visible_to(reader)
        .on_day(on)
        .filter(Q(company__in=kept) | nobodys, company__isnull=False)
        .select_related("company", "by")
        .order_by("at", "id")
    )
    by_manager: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        manager = keepers.get(entry.company_id or 0, entry.by_id or 0)
        if len(by_manager[manager]) < MOVED_SHOWN:
            by_manager[manager].append(entry)
    return by_manager


def _promised(managers: Collection[Employee], reader: Employee) -> dict[int, list[Promise]]:
    """By manager: what he has promised to clients and not done yet, the earliest first."""
    open_ones = Promise.objects.visible_to(reader).open().filter(owner__in=managers, company__isnull=False)
    by_manager: defaultdict[int, list[Promise]] = defaultdict(list)
    for promise in open_ones.select_related("company", "owner", "confirmed_by", "colleague"):
        if len(by_manager[promise.owner_id]) < MOVED_SHOWN:
            by_manager[promise.owner_id].append(promise)
    return by_manager


def _away(on: date, reader: Employee) -> list[Absence]:
    near = Absence.objects.visible_to(reader).in_force()
    lasting = near.filter(starts_on__lte=next_working_day(on), ends_on__gte=on)
    return list(lasting.select_related("employee", "substitute").order_by("employee__name", "starts_on"))


def _days(entries: Iterable[Entry]) -> list[ClientDay]:
    days: defaultdict[Company, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.company:
            days[entry.company].append(entry)
    return [ClientDay(company=company, entries=list(found)) for company, found in days.items()]
