"""The daily digest: each manager's news, promises and risks, and absences (C5).

An empty digest is None, and closed matters are left out (complaint 13).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Text
from okno.ground.kernel.workdays import next_working_day
from okno.read.today.risks import Risk, by_kind, risks_of_each
from okno.records.clients.models import AccountManagerTerm, Company
from okno.team.people.models import Absence, Employee
from okno.team.people.permissions import SELLERS
from okno.team.promises.models import Promise

MOVED_SHOWN = 200


@dataclass(frozen=True)
class ClientDay:
    """A client's day: its entries in order."""

    company: Company
    entries: list[Entry]


@dataclass(frozen=True)
class ManagerDigest:
    """A manager's news, open promises and risks; `absence` is set while they are away."""

    manager: Employee
    moved: list[ClientDay]
    promised: list[Promise]
    risks: list[tuple[Text, list[Risk]]]
    absence: Absence | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to report; an absence alone is no news of clients."""
        return not (self.moved or self.promised or self.risks)


@dataclass(frozen=True)
class Digest:
    """A day's digest; `away` are absences on the day or on the next working day, with substitutes."""

    on: date
    managers: list[ManagerDigest]
    away: list[Absence]


def digest_of(
    on: date, *, reader: Employee, at: datetime, managers: Collection[Employee] | None = None
) -> Digest | None:
    """Return the day as `reader` may see it, by manager, without empty parts; None when all are empty.

    `managers` limits it to these managers, everybody who sells by default.
    """
    if managers is None:
        # Who has left is no line of the digest; his clients went to others.
        managers = list(Employee.objects.working().with_role(*SELLERS).order_by("name"))
    keepers = dict(
        AccountManagerTerm.objects.filter(manager__in=managers, ends_on__isnull=True).values_list(
            "company", "manager"
        )
    )
    moved = _moved(managers, keepers, on, reader)
    promised = _promised(managers, reader)
    risks = risks_of_each(managers, keepers, reader=reader, at=at)
    away = _away(on, reader)
    absences = {absence.employee_id: absence for absence in away}
    parts = [
        ManagerDigest(
            manager=manager,
            moved=_days(moved[manager.pk]),
            promised=promised[manager.pk],
            risks=by_kind(risks.get(manager.pk, [])),
            absence=absences.get(manager.pk),
        )
        for manager in managers
    ]
    full = [digest for digest in parts if not digest.is_empty]
    return Digest(on=on, managers=full, away=away) if full else None


def _moved(
    managers: Collection[Employee], keepers: Mapping[int, int], on: date, reader: Employee
) -> dict[int, list[Entry]]:
    """Return the day's entries by manager: of clients they keep, and of unmanaged clients they touched."""
    nobodys = Q(by__in=managers) & ~Q(company__manager_terms__ends_on__isnull=True)
    kept = AccountManagerTerm.objects.filter(manager__in=managers, ends_on__isnull=True).values("company")
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
    """Return open promises to clients by manager, the earliest first."""
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
    return [ClientDay(company=company, entries=list(rows)) for company, rows in days.items()]
