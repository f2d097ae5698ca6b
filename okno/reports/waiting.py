"""The lists of a day: what is promised and by when, and which clients wait for a word (C4, C5a).

Each list is a query with a name, so that the page shows its beginning and `/today/<name>/` the whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Count, Exists, OuterRef, QuerySet, Window
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.clients.day import left_to_close, without_step
from okno.clients.models import Company
from okno.journal.models import Entry
from okno.kernel.clock import at_hour, local_date
from okno.kernel.workdays import add_working_days
from okno.people.models import Employee
from okno.promises.ladder import raised
from okno.promises.models import Promise

SOON_DAYS = 7
# Working days without a word from any of us; the default of the house.
SILENT_DAYS = 30

T = TypeVar("T")


@dataclass(frozen=True)
class Cut(Generic[T]):
    """The beginning of a list, and how many more there are."""

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
    """One list of the day: what it is called and which things stand in it."""

    title: str | Lazy
    of: Callable[[Employee, datetime], "QuerySet[Any]"]
    is_late: bool = False


def promises_of(owners: Iterable[Employee], at: datetime) -> Any:
    """Open promises of these people, the earliest first, with all that a line shows."""
    found = Promise.objects.open().filter(owner__in=list(owners))
    return found.select_related("company", "owner", "confirmed_by", "colleague").order_by("due_at", "id")


def _tomorrow(at: datetime) -> datetime:
    return at_hour(local_date(at) + timedelta(days=1), 0)


def _overdue(employee: Employee, at: datetime) -> Any:
    return promises_of([employee], at).filter(due_at__lt=at)


def _due_today(employee: Employee, at: datetime) -> Any:
    return promises_of([employee], at).filter(due_at__gte=at, due_at__lt=_tomorrow(at))


def _due_soon(employee: Employee, at: datetime) -> Any:
    last = _tomorrow(at) + timedelta(days=SOON_DAYS)
    return promises_of([employee], at).filter(due_at__gte=_tomorrow(at), due_at__lt=last)


def _climbed(employee: Employee, at: datetime) -> Any:
    found = raised(employee, at).select_related("company", "owner", "confirmed_by", "colleague")
    return found.order_by("due_at", "id")


def _asked_of_others(employee: Employee, at: datetime) -> Any:
    """What colleagues promised to him and have not done in time."""
    found = Promise.objects.overdue(at).filter(colleague=employee).exclude(owner=employee)
    return found.select_related("company", "owner", "confirmed_by", "colleague").order_by("due_at", "id")


def _owe_a_status(employee: Employee, at: datetime) -> Any:
    return left_to_close(employee, local_date(at)).order_by("sort_key", "id")


def _owe_a_step(employee: Employee, at: datetime) -> Any:
    on = local_date(at)
    kept = Company.objects.clients().kept_by(employee)
    # Asked of each: beside a list to look in PostgreSQL reads all companies rather than those he keeps.
    shown = left_to_close(employee, on).order_by().filter(pk=OuterRef("pk"))
    return without_step(kept, on).exclude(Exists(shown)).order_by("sort_key", "id")


def _silent(employee: Employee, at: datetime) -> Any:
    """Who has a step ahead, but has not heard a word for long; the lists above come first."""
    on = local_date(at)
    kept = Company.objects.clients().kept_by(employee)
    ahead = kept.exclude(next_step="").filter(next_step_on__gte=on)
    return silent_since(ahead, add_working_days(on, -SILENT_DAYS)).order_by("sort_key", "id")


def silent_since(companies: "QuerySet[Company]", on: date) -> "QuerySet[Company]":
    """Those about whom no person has written anything since that day; invoices are no talk."""
    words = Entry.objects.filter(company=OuterRef("pk"), by__isnull=False, at__gte=at_hour(on, 0))
    return companies.exclude(Exists(words.exclude(kind__startswith="billing.").order_by()))


PROMISES: dict[str, Part] = {
    "overdue": Part(_("Overdue"), _overdue, is_late=True),
    "today": Part(_("Until this evening"), _due_today),
    "soon": Part(_("In the next seven days"), _due_soon),
    "climbed": Part(_("Late with others, and climbed to me"), _climbed, is_late=True),
    "asked": Part(_("Promised to me, and late"), _asked_of_others, is_late=True),
}
CLIENTS: dict[str, Part] = {
    "no_status": Part(_("Touched today, without a fresh status"), _owe_a_status),
    "no_step": Part(_("No next step, or its day has passed"), _owe_a_step),
    "silent": Part(_("Not a word for thirty working days"), _silent),
}
PARTS = {**PROMISES, **CLIENTS}


def cut(name: str, employee: Employee, most: int, at: datetime) -> Cut[Any]:
    """The first `most` of a list, with the count of all."""
    part = PARTS[name]
    found = part.of(employee, at)
    # Counted beside the first of them: a second query would look for the same again.
    items = list(found.annotate(of_all=Window(Count("pk")))[:most])
    return Cut(name, part.title, items, items[0].of_all if items else 0, part.is_late)
