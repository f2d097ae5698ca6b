"""What must hold before somebody goes away: no two absences at once, a substitute who is there, no ring."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from okno.ground.kernel.dates import Period
from okno.ground.kernel.errors import Invalid
from okno.team.people.models import Absence, Employee
from okno.team.people.vacation import Balance, balance, vacation_days, year_of

# Leave to care for a child is the longest there is.
LONGEST_DAYS = 3 * 366


def hold(*employees: Employee) -> None:
    """Make everybody else who touches these people wait until this transaction ends.

    The rows are written before anything is read: SQLite has no SELECT FOR UPDATE, and this takes the same
    lock on both engines. Always by rising key, so that two who hold the same people never wait in a ring.
    """
    # In the order of keys: two who name each other as substitutes would otherwise wait for each other.
    for pk in sorted({employee.pk for employee in employees}):
        Employee.objects.filter(pk=pk).update(vacation_days=F("vacation_days"))
    for employee in employees:
        employee.refresh_from_db(fields=["head", "hired_on", "left_on", "vacation_days"])


def check_nothing_overlaps(employee: Employee, period: Period) -> None:
    other = Absence.objects.within(period.starts_on, period.ends_on).filter(employee=employee).first()
    if other is not None:
        sentence = _("Already away {starts_on} — {ends_on}: withdraw or shorten that first.")
        raise Invalid(starts_on=sentence.format(starts_on=told(other.starts_on), ends_on=told(other.ends_on)))


def check_substitute(employee: Employee, substitute: Employee, period: Period) -> None:
    if substitute.pk == employee.pk:
        raise Invalid(substitute=_("Name a colleague: one does not stand in for himself."))
    if substitute.left_on is not None:
        raise Invalid(substitute=_("{name} does not work here any more.").format(name=substitute.name))
    if (whole := _away_all_the_time(substitute, period)) is not None:
        raise Invalid(substitute=_instead(employee, substitute, whole, period))
    if is_ring(employee, substitute, period):
        sentence = _("{name} is away then too, and it all comes back to {employee}: choose another.")
        raise Invalid(substitute=sentence.format(name=substitute.name, employee=employee.name))


def is_ring(employee: Employee, substitute: Employee, period: Period) -> bool:
    """Return whether on some day of the period the chain of substitutes would come back to its beginning."""
    absences = list(Absence.objects.within(period.starts_on, period.ends_on).exclude(employee=employee))
    by_person: dict[int, list[Absence]] = {}
    for absence in absences:
        by_person.setdefault(absence.employee_id, []).append(absence)
    # Each way carries the days that are left of it: two absences that never meet are no ring.
    ways: list[tuple[int, Period, frozenset[int]]] = [(substitute.pk, period, frozenset())]
    while ways:
        here, days, seen = ways.pop()
        if here == employee.pk:
            return True
        for absence in by_person.get(here, []):
            common = days.clip(Period(absence.starts_on, absence.ends_on))
            if common and here not in seen:
                ways.append((absence.substitute_id, common, seen | {here}))
    return False


def balance_of(employee: Employee, year: int, on: date) -> Balance:
    """Return the employee's vacation days of a calendar year, as they stand on a day."""
    # Of vacations alone: sick leave and trips take no vacation days.
    vacations = Absence.objects.in_force().filter(employee=employee, kind=Absence.Kind.VACATION)
    taken = vacations.filter(starts_on__year__lte=year, ends_on__year__gte=year)
    return balance(
        year=year,
        on=on,
        days_a_year=employee.vacation_days,
        hired_on=employee.hired_on,
        left_on=employee.left_on,
        taken=[Period(absence.starts_on, absence.ends_on) for absence in taken],
    )


def check_on_call(employee: Employee, starts_on: date, ends_on: date, field: str) -> None:
    """Raise Invalid, by the field, unless the employee works here and is present on these days."""
    if employee.left_on is not None:
        raise Invalid(**{field: _("{name} does not work here any more.").format(name=employee.name)})
    away = Absence.objects.within(starts_on, ends_on).filter(employee=employee).first()
    if away is not None:
        sentence = _("{name} is away {starts_on} — {ends_on}: choose other days or another person.")
        days = {"starts_on": told(away.starts_on), "ends_on": told(away.ends_on)}
        raise Invalid(**{field: sentence.format(name=employee.name, **days)})


@dataclass(frozen=True)
class Cost:
    """Of a calendar year: the days that a vacation takes, and those that are free without it."""

    year: int
    needed: int
    free: int


def costs_of(employee: Employee, period: Period, on: date) -> list[Cost]:
    """Return what a vacation would take of each calendar year that it touches, in days."""
    costs = []
    for year in range(period.starts_on.year, period.ends_on.year + 1):
        if (part := period.clip(year_of(year))) is not None:
            free = max(0, balance_of(employee, year, on).free)
            costs.append(Cost(year, vacation_days(part), free))
    return costs


def told(on: date) -> str:
    return f"{on:%d.%m.%Y}"


def _away_all_the_time(person: Employee, period: Period) -> Absence | None:
    covering = Absence.objects.in_force().filter(
        employee=person, starts_on__lte=period.starts_on, ends_on__gte=period.ends_on
    )
    return covering.select_related("substitute", "employee__head").first()


def _instead(employee: Employee, substitute: Employee, absence: Absence, period: Period) -> str:
    """Whom to choose: the one who stands in for the substitute himself, else his head."""
    # The first who is there: a refusal that names a way out is of more use than one that is only right.
    for other in (absence.substitute, absence.employee.head, employee.head):
        if other is None or other.left_on is not None or other.pk in (employee.pk, substitute.pk):
            continue
        if _away_all_the_time(other, period) is None:
            sentence = _("{name} is away all that time himself: choose {other}, for instance.")
            return sentence.format(name=substitute.name, other=other.name)
    return _("{name} is away all that time himself: choose another.").format(name=substitute.name)
