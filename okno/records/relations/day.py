"""The end of a working day: every client touched has a fresh status, and everybody closes theirs (C4)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.workdays import is_working_day
from okno.records.clients.models import AccountManagerTerm, Company
from okno.records.clients.queries import CompanyQuerySet
from okno.records.relations.models import DayClose
from okno.team.people.models import Absence, Employee
from okno.team.people.permissions import SELLERS
from okno.team.people.standins import answers_as, substitute_of

# Who keeps a client is our own affair: handing four hundred over touches none of them.
NOT_A_TOUCH = (
    "relations.manager_set",
    "relations.manager_handed_over",
    "relations.client_handed_over",
    "relations.handover_acknowledged",
    # One press of the accountant issues or books hundreds, and speaks with nobody.
    "invoicing.invoice_issued",
    "invoicing.invoice_paid",
    "payments.invoice_partly_paid",
    "payments.credit_applied",
    "payments.payment_received",
)


@dataclass(frozen=True)
class DayState:
    """The state of an employee's day: touched clients, those without a fresh status, and the close.

    Computed anew each time: a client touched after the close opens the day again until its status is fresh.
    """

    on: date
    touched: list[Company]
    left: list[Company]
    close: DayClose | None

    @property
    def done(self) -> int:
        """Return the number of touched clients with a fresh status."""
        return len(self.touched) - len(self.left)

    @property
    def is_closed(self) -> bool:
        """Return whether the day was closed and no client was left since."""
        return self.close is not None and not self.left

    @property
    def is_stale(self) -> bool:
        """Return whether the day was closed but clients were touched since."""
        return self.close is not None and bool(self.left)


def touched_on(on: date) -> CompanyQuerySet:
    """Return the clients with whom a person did something on this day; the clock touches nobody."""
    entries = Entry.objects.on_day(on).filter(company__isnull=False, by__isnull=False)
    clients: CompanyQuerySet = Company.objects.outside()
    return clients.filter(pk__in=entries.exclude(kind__in=NOT_A_TOUCH).values("company"))


def is_touched(on: date) -> Exists:
    """Return the same as a condition on one company.

    Where few companies are looked at, it spares reading everything that happened on the day.
    """
    entries = Entry.objects.on_day(on).filter(company=OuterRef("pk"), by__isnull=False)
    return Exists(entries.exclude(kind__in=NOT_A_TOUCH).order_by())


def touched_of(employee: Employee, on: date) -> CompanyQuerySet:
    """Return the touched clients of this employee and of those they stand in for on the day."""
    return touched_on(on).managed_on(answers_as(employee, on), on)


def left_to_close(employee: Employee, on: date) -> CompanyQuerySet:
    """Return the touched clients of this employee without a status of that day or later."""
    return touched_of(employee, on).filter(is_stale(on))


def day_of(employee: Employee, on: date) -> DayState:
    """Return the state of this employee's day."""
    touched = list(touched_of(employee, on))
    midnight = at_hour(on, 0)
    left = [company for company in touched if company.status_at is None or company.status_at < midnight]
    close = DayClose.objects.filter(employee=employee, on=on).first()
    return DayState(on, touched, left, close)


def who_closes() -> QuerySet[Employee]:
    """Return the sellers and account managers who manage at least one client now."""
    current = AccountManagerTerm.objects.filter(ends_on__isnull=True)
    return Employee.objects.working().with_role(*SELLERS).filter(pk__in=current.values("manager"))


def not_closed(on: date, at: datetime) -> list[Employee]:
    """Return the employees whose day is not closed, by name (C4).

    They have not closed it, or a client was touched since. Absent employees need not close; nobody must on a
    day off or a day ahead.
    """
    if not is_working_day(on) or on > local_date(at):
        return []
    closed = set(DayClose.objects.filter(on=on, at__lte=at).values_list("employee", flat=True))
    absent = set(Absence.objects.on_day(on).values_list("employee", flat=True))
    behind = _behind(on, absent)
    due = who_closes().filter(hired_on__lte=on)
    people = {employee.pk: employee for employee in [*due, *behind.values()] if employee.pk not in absent}
    late = [employee for employee in people.values() if employee.pk not in closed or employee.pk in behind]
    return sorted(late, key=lambda employee: (employee.name, employee.pk))


def is_without_step(on: date) -> Q:
    """Return the condition of having no next step, or one whose day has passed (C5a)."""
    return Q(next_step="") | Q(next_step_on__isnull=True) | Q(next_step_on__lt=on)


def is_stale(on: date) -> Q:
    """Return the condition of having no status of this day or later."""
    return Q(status_at__isnull=True) | Q(status_at__lt=at_hour(on, 0))


def _behind(on: date, absent: set[int]) -> dict[int, Employee]:
    """Return the employees with clients left to close on the day, by key; substitutes for the absent."""
    not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    terms = AccountManagerTerm.objects.filter(
        not_ended, starts_on__lte=on, company__in=touched_on(on).filter(is_stale(on))
    )
    managers = Employee.objects.working().filter(pk__in=terms.values("manager"))
    answering = (substitute_of(employee, on) if employee.pk in absent else employee for employee in managers)
    return {employee.pk: employee for employee in answering}
