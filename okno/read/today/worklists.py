"""The lists of a day: promises by time, and clients waiting for contact (C4, C5a).

Each list is a query with a name, so that the page shows its beginning and `/today/<name>/` the whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.workdays import add_working_days
from okno.records.clients.models import AccountManagerTerm, Company
from okno.records.relations.day import is_stale, is_touched, is_without_step
from okno.team.people.models import Employee
from okno.team.people.standins import answers_as
from okno.team.promises.ladder import raised
from okno.team.promises.models import Promise

SOON_DAYS = 7
# Working days without a word from any of us; the default of the house.
SILENT_DAYS = 30

T = TypeVar("T")


@dataclass(frozen=True)
class Cut(Generic[T]):
    """The beginning of a list, and the length of the whole."""

    name: str
    title: str | Lazy
    items: list[T]
    count: int
    is_late: bool = False

    @property
    def more(self) -> int:
        return self.count - len(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)


@dataclass(frozen=True)
class Part:
    """A list of the day: its title and the query of its rows."""

    title: str | Lazy
    of: Callable[[Employee, datetime], "QuerySet[Any]"]
    is_late: bool = False


def promises_of(owners: Iterable[Employee], at: datetime) -> Any:
    """Return open promises of these employees, the earliest first, with all columns of a line."""
    promises = Promise.objects.open().filter(owner__in=list(owners))
    return promises.select_related("company", "owner", "confirmed_by", "colleague").order_by("due_at", "id")


def ends_of(at: datetime) -> dict[str, datetime]:
    """Return the end of each list of promises; a promise belongs to the first list that ends after it."""
    # Midnight in Moscow, not of UTC: a promise until this evening is today's until the day is over here.
    tomorrow = at_hour(local_date(at) + timedelta(days=1), 0)
    return {"overdue": at, "today": tomorrow, "soon": tomorrow + timedelta(days=SOON_DAYS)}


def _overdue(employee: Employee, at: datetime) -> Any:
    return promises_of([employee], at).filter(due_at__lt=at)


def _due_today(employee: Employee, at: datetime) -> Any:
    return promises_of([employee], at).filter(due_at__gte=at, due_at__lt=ends_of(at)["today"])


def _due_soon(employee: Employee, at: datetime) -> Any:
    ends = ends_of(at)
    return promises_of([employee], at).filter(due_at__gte=ends["today"], due_at__lt=ends["soon"])


def _climbed(employee: Employee, at: datetime) -> Any:
    promises = raised(employee, at).select_related("company", "owner", "confirmed_by", "colleague")
    return promises.order_by("due_at", "id")


def asked_of_others(employee: Employee, at: datetime) -> Any:
    """Return overdue promises of colleagues to the employee."""
    promises = Promise.objects.overdue(at).filter(colleague=employee).exclude(owner=employee)
    return promises.select_related("company", "owner", "confirmed_by", "colleague").order_by("due_at", "id")


def waiting_clients(employee: Employee, at: datetime) -> Any:
    """Return the employee's clients, each with the name of its list (`waits`, None: in none).

    One query for the three lists: each client stands in the first list it matches.
    """
    on, midnight = local_date(at), at_hour(add_working_days(local_date(at), -SILENT_DAYS), 0)
    hats, lasted = answers_as(employee, on), Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    held = AccountManagerTerm.objects.filter(lasted).order_by()
    answered = Q(pk__in=held.filter(manager__in=hats, starts_on__lte=on).values("company"))
    own = Q(pk__in=held.filter(manager=employee, ends_on__isnull=True).values("company"), is_client=True)
    # In one CASE, so that a client stands in one list, the gravest: a second line would be the same work
    # twice.
    waits = Case(
        When(answered & Q(is_own=False) & is_stale(on) & Q(is_touched(on)), then=Value("no_status")),
        When(own & is_without_step(on), then=Value("no_step")),
        # Who has a step ahead, but has not heard a word for long.
        When(own & ~Q(_heard_since(midnight)), then=Value("silent")),
    )
    # Also when the employee is away: his own clients stay in his lists, whoever answers for them today.
    looked_at = held.filter(manager__in=[employee, *hats]).values("company")
    return Company.objects.filter(pk__in=looked_at).annotate(waits=waits).order_by("sort_key", "id")


def _of_clients(name: str) -> Callable[[Employee, datetime], Any]:
    return lambda employee, at: waiting_clients(employee, at).filter(waits=name)


def _heard_since(since: datetime) -> Exists:
    """Return the condition that an employee wrote anything about the company; invoices and payments do not
    count.
    """
    entries = Entry.objects.filter(company=OuterRef("pk"), by__isnull=False, at__gte=since)
    return Exists(
        entries.exclude(kind__startswith="invoicing.").exclude(kind__startswith="payments.").order_by()
    )


PROMISES: dict[str, Part] = {
    "overdue": Part(_("Overdue"), _overdue, is_late=True),
    "today": Part(_("Until this evening"), _due_today),
    "soon": Part(_("In the next seven days"), _due_soon),
    "climbed": Part(_("Late with others, and climbed to me"), _climbed, is_late=True),
    "asked": Part(_("Promised to me, and late"), asked_of_others, is_late=True),
}
CLIENTS: dict[str, Part] = {
    "no_status": Part(_("Touched today, without a fresh status"), _of_clients("no_status")),
    "no_step": Part(_("No next step, or its day has passed"), _of_clients("no_step")),
    "silent": Part(_("Not a word for thirty working days"), _of_clients("silent")),
}
PARTS = {**PROMISES, **CLIENTS}
