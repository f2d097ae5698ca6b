"""The end of a working day: every client touched has a fresh status, and each says that he is done (C4)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from okno.clients.models import Company, DayClose, Management
from okno.clients.queries import CompanyQuerySet
from okno.journal.models import Entry
from okno.kernel.clock import at_hour, local_date
from okno.kernel.workdays import is_working_day
from okno.people.models import Absence, Employee
from okno.people.permissions import SELLERS
from okno.people.standins import answers_as, substitute_of

# Who keeps a client is our own affair: handing four hundred over touches none of them.
NOT_A_TOUCH = (
    "clients.manager_set",
    "clients.manager_handed_over",
    "clients.client_handed_over",
    "clients.handover_acknowledged",
    # One press of the accountant issues or books hundreds, and speaks with nobody.
    "billing.invoice_issued",
    "billing.invoice_paid",
    "billing.invoice_partly_paid",
    "billing.credit_applied",
    "billing.payment_received",
)


@dataclass(frozen=True)
class DayState:
    """How one's day stands: clients touched, those without a fresh status, and whether it is closed.

    Computed anew each time: a client touched after the close opens the day again until his status is fresh.
    """

    on: date
    touched: list[Company]
    left: list[Company]
    close: DayClose | None

    @property
    def done(self) -> int:
        return len(self.touched) - len(self.left)

    @property
    def is_closed(self) -> bool:
        return self.close is not None and not self.left

    @property
    def is_stale(self) -> bool:
        return self.close is not None and bool(self.left)


def touched_on(on: date) -> CompanyQuerySet:
    """The clients with whom a person did something on this day; what the clock did touches nobody."""
    entries = Entry.objects.on_day(on).filter(company__isnull=False, by__isnull=False)
    found: CompanyQuerySet = Company.objects.outside()
    return found.filter(pk__in=entries.exclude(kind__in=NOT_A_TOUCH).values("company"))


def is_touched(on: date) -> Exists:
    """The same asked of each company: where few are looked at, the day of all others is not read."""
    entries = Entry.objects.on_day(on).filter(company=OuterRef("pk"), by__isnull=False)
    return Exists(entries.exclude(kind__in=NOT_A_TOUCH).order_by())


def touched_of(employee: Employee, on: date) -> CompanyQuerySet:
    """Those of them for whom this person answers on the day: his own, and of whom he stands in for."""
    return touched_on(on).kept_on(answers_as(employee, on), on)


def left_to_close(employee: Employee, on: date) -> CompanyQuerySet:
    """Touched that day, his or of one for whom he stands in, and without a status of that day or later."""
    return touched_of(employee, on).filter(is_stale(on))


def day_of(employee: Employee, on: date) -> DayState:
    touched = list(touched_of(employee, on))
    midnight = at_hour(on, 0)
    left = [one for one in touched if one.status_at is None or one.status_at < midnight]
    close = DayClose.objects.filter(employee=employee, on=on).first()
    return DayState(on, touched, left, close)


def who_closes() -> QuerySet[Employee]:
    """Whoever sells or looks after clients and keeps at least one."""
    current = Management.objects.filter(ends_on__isnull=True)
    return Employee.objects.working().with_role(*SELLERS).filter(pk__in=current.values("manager"))


def not_closed(on: date, at: datetime) -> list[Employee]:
    """Those whose day is not closed: not said so, or touched a client since; the absent need not (C4).

    On a day off nobody must, and a day that has not come is nobody's yet.
    """
    if not is_working_day(on) or on > local_date(at):
        return []
    closed = set(DayClose.objects.filter(on=on, at__lte=at).values_list("employee", flat=True))
    away = set(Absence.objects.on_day(on).values_list("employee", flat=True))
    behind = _behind(on, away)
    due = who_closes().filter(hired_on__lte=on)
    people = {one.pk: one for one in [*due, *behind.values()] if one.pk not in away}
    late = [one for one in people.values() if one.pk not in closed or one.pk in behind]
    return sorted(late, key=lambda one: (one.name, one.pk))


def is_without_step(on: date) -> Q:
    """With no next step, or with one whose day has passed (C5a)."""
    return Q(next_step="") | Q(next_step_on__isnull=True) | Q(next_step_on__lt=on)


def is_stale(on: date) -> Q:
    return Q(status_at__isnull=True) | Q(status_at__lt=at_hour(on, 0))


def _behind(on: date, away: set[int]) -> dict[int, Employee]:
    """Those with clients left to close on the day; for who is away, his substitute."""
    lasted = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    held = Management.objects.filter(
        lasted, starts_on__lte=on, company__in=touched_on(on).filter(is_stale(on))
    )
    keepers = Employee.objects.working().filter(pk__in=held.values("manager"))
    answering = (substitute_of(one, on) if one.pk in away else one for one in keepers)
    return {one.pk: one for one in answering}
