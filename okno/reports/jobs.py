"""What the clock does here: the day's letters, once to a person and a working day (C5)."""

from collections.abc import Iterable
from datetime import date, datetime

from okno.journal.models import OutgoingMail
from okno.kernel.clock import local_date
from okno.people.models import Absence, Employee
from okno.reports.actions.post_digest import post_digest
from okno.reports.hours import is_over
from okno.reports.letters import key_of


def post_digests(*, by: Employee | None, at: datetime, on: date | None = None) -> int:
    """How many letters were put in the outbox.

    Without a day it is the working day that is over by now; before its end there is none. Each letter is an
    action of its own: five hundred in one transaction would keep everybody else from writing.
    """
    if on is None:
        if not is_over(at):
            return 0
        on = local_date(at)
    posted = [post_digest(employee=reader, on=on, by=by, at=at) for reader in _readers(on)]
    return sum(letter is not None for letter in posted)


def _readers(on: date) -> Iterable[Employee]:
    """Who works here, is not away on the day, and has no letter of it yet."""
    people = Employee.objects.working().select_related("user").filter(hired_on__lte=on)
    people = people.exclude(pk__in=Absence.objects.on_day(on).values("employee"))
    found = {key_of(one, on): one for one in people.order_by("pk")}
    had = set(OutgoingMail.objects.filter(key__in=found).values_list("key", flat=True))
    return [one for key, one in found.items() if key not in had]
