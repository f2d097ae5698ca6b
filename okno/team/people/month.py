"""A month of the team: who is away when, who is on call, on which days people work."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.dates import Period
from okno.ground.kernel.workdays import is_working_day
from okno.team.people.models import Absence, Duty, Employee
from okno.team.people.permissions import can_see_reason
from okno.team.people.vacation import is_public_holiday

# More rows are not read at one look: of a larger team only those show who are away or on call in the month.
ROWS_AT_MOST = 40
_SATURDAY = 5


@dataclass(frozen=True)
class Day:
    """`look`: "" of a working day, "off", "holiday", "moved" off or on by the government."""

    on: date
    look: str
    note: str
    is_today: bool

    @property
    def weekday(self) -> str:
        return date_format(self.on, "D")


@dataclass(frozen=True)
class Cell:
    """A day, or the days of an absence in one."""

    day: Day
    span: int = 1
    absence: Absence | None = None
    words: str = ""
    look: str = ""
    on_call: bool = False


@dataclass
class Row:
    employee: Employee
    cells: list[Cell] = field(default_factory=list)


def days_of(month: Period, today: date) -> list[Day]:
    days = (month.starts_on + timedelta(days=index) for index in range(month.days))
    return [_day(on, today) for on in days]


def rows_of(month: Period, days: list[Day], people: list[Employee], reader: Employee) -> list[Row]:
    """Return a row for each employee by name, the reader's own first. Two queries."""
    absences: dict[int, list[Absence]] = defaultdict(list)
    for absence in Absence.objects.within(month.starts_on, month.ends_on).select_related("substitute"):
        absences[absence.employee_id].append(absence)
    on_call: dict[int, set[date]] = defaultdict(set)
    for duty in Duty.objects.within(month.starts_on, month.ends_on):
        on_call[duty.employee_id].add(duty.on)
    if len(people) > ROWS_AT_MOST:
        people = [
            employee
            for employee in people
            if employee.pk == reader.pk or employee.pk in absences or employee.pk in on_call
        ]
    people = sorted(people, key=lambda employee: (employee.pk != reader.pk, employee.name))
    return [_row(employee, days, absences[employee.pk], on_call[employee.pk], reader) for employee in people]


def word_of(absence: Absence, reader: Employee) -> str:
    """Why somebody is away, for those who may know it; «away» for all others (guard 8)."""
    if not can_see_reason(actor_of(reader), absence):
        return str(Absence.Kind.OTHER.label)
    return absence.get_kind_display()


def _row(
    employee: Employee, days: list[Day], absences: list[Absence], on_call: set[date], reader: Employee
) -> Row:
    row, rest = Row(employee), list(days)
    while rest:
        here = rest[0].on
        absence = next((a for a in absences if a.starts_on <= here <= a.ends_on), None)
        # One cell for all the days of an absence: a reader of the page hears it once.
        span = sum(day.on <= absence.ends_on for day in rest) if absence else 1
        row.cells.append(_cell(rest[0], span, absence, here in on_call, reader))
        rest = rest[span:]
    return row


def _cell(day: Day, span: int, absence: Absence | None, on_call: bool, reader: Employee) -> Cell:
    if absence is None:
        return Cell(day, on_call=on_call, look=day.look)
    look = absence.kind if can_see_reason(actor_of(reader), absence) else Absence.Kind.OTHER
    return Cell(day, span, absence, word_of(absence, reader), f"away away-{look}", on_call)


def _day(on: date, today: date) -> Day:
    works, is_weekend = is_working_day(on), on.weekday() >= _SATURDAY
    look, note = "", ""
    if is_public_holiday(on):
        look, note = "holiday", _("public holiday")
    elif works and is_weekend:
        look, note = "moved", _("working day, moved")
    elif not works and not is_weekend:
        look, note = "off moved", _("day off, moved")
    elif not works:
        look, note = "off", _("day off")
    return Day(on, look, note, on == today)
