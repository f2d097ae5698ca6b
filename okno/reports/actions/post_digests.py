"""C5: the day's letters go to the outbox, one to a person and a working day."""

from collections.abc import Iterable
from datetime import date, datetime

from okno.journal.models import OutgoingMail
from okno.journal.outbox import post
from okno.kernel.actions import action
from okno.kernel.clock import at_hour, local_date
from okno.kernel.errors import allow
from okno.people.models import Absence, Employee
from okno.reports.hours import day_ends, is_over
from okno.reports.letters import letter_to
from okno.reports.permissions import can_post_digests

LAST_HOUR = 23


@action
def post_digests(
    *, on: date | None = None, employee: Employee | None = None, by: Employee | None, at: datetime
) -> int:
    """How many letters were put in the outbox.

    The clock names no day: it is the working day that is over at this hour, and nothing before its end.
    A person names the day, and may name the only reader. The key of a letter is its reader and its day:
    whoever has one gets no second, whatever is written after it.
    """
    allow(can_post_digests(by, employee))
    if on is None:
        if not is_over(at):
            return 0
        on = local_date(at)
    as_of = min(at, max(day_ends(on), at_hour(on, LAST_HOUR)))
    posted = 0
    for reader in _readers(on, employee):
        if (letter := letter_to(reader, on, at=as_of)) is not None:
            post(key=_key(reader, on), to=letter.to, subject=letter.subject, text=letter.text, at=at)
            posted += 1
    return posted


def _readers(on: date, employee: Employee | None) -> Iterable[Employee]:
    """Who works here, is not away on the day, and has no letter of it yet."""
    people = Employee.objects.working().select_related("user").filter(hired_on__lte=on)
    if employee is None:
        people = people.exclude(pk__in=Absence.objects.on_day(on).values("employee"))
    else:
        people = people.filter(pk=employee.pk)
    found = {_key(one, on): one for one in people.order_by("pk")}
    had = set(OutgoingMail.objects.filter(key__in=found).values_list("key", flat=True))
    return [one for key, one in found.items() if key not in had]


def _key(reader: Employee, on: date) -> str:
    return f"digest:{reader.pk}:{on.isoformat()}"
