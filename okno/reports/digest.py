"""The daily digest: per manager what moved, what is promised, what is at risk (C5).

An empty digest is None, and what is closed is not in it (complaint 13).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from okno.clients.models import Company
from okno.journal.models import Entry
from okno.kernel.errors import Text
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.promises.models import Promise
from okno.reports.risks import Risk, by_kind, risks_among

MOVED_SHOWN = 200


@dataclass(frozen=True)
class ClientDay:
    """One client's day: its entries in order, its status and next step as they stand."""

    company: Company
    entries: list[Entry]


@dataclass(frozen=True)
class ManagerDigest:
    """One manager's clients that moved, open promises and risks."""

    manager: Employee
    moved: list[ClientDay]
    promised: list[Promise]
    risks: list[tuple[Text, list[Risk]]]

    @property
    def is_empty(self) -> bool:
        return not (self.moved or self.promised or self.risks)


@dataclass(frozen=True)
class Digest:
    on: date
    managers: list[ManagerDigest]


def digest_of(on: date, *, reader: Employee, at: datetime) -> Digest | None:
    """A day as `reader` may see it, manager by manager, without the empty ones; None when all are empty."""
    managers = Employee.objects.working().with_role(*SELLERS).order_by("name")
    found = [_of_manager(manager, on, reader=reader, at=at) for manager in managers]
    full = [digest for digest in found if not digest.is_empty]
    return Digest(on=on, managers=full) if full else None


def _of_manager(manager: Employee, on: date, *, reader: Employee, at: datetime) -> ManagerDigest:
    promised = (
        Promise.objects.visible_to(reader).open().filter(owner=manager).select_related("company", "owner")
    )
    return ManagerDigest(
        manager=manager,
        moved=_moved(manager, on, reader),
        promised=list(promised.filter(company__isnull=False)[:MOVED_SHOWN]),
        risks=by_kind(risks_among(Company.objects.kept_by(manager), manager, reader=reader, at=at)),
    )


def _moved(manager: Employee, on: date, reader: Employee) -> list[ClientDay]:
    """Clients kept by the manager, and those nobody keeps that he touched, with the day's entries."""
    keeps = Company.objects.kept_by(manager).values("pk")
    nobodys = Q(by=manager) & ~Q(company__managements__ends_on__isnull=True)
    entries = (
        Entry.objects.visible_to(reader)
        .on_day(on)
        .filter(Q(company__in=keeps) | nobodys, company__isnull=False)
        .select_related("company", "by")
        .order_by("at", "id")[:MOVED_SHOWN]
    )
    days: defaultdict[Company, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.company:
            days[entry.company].append(entry)
    return [ClientDay(company=company, entries=list(found)) for company, found in days.items()]
