"""The room's job of the clock: the day's letters, one for each employee and working day (C5)."""

from collections.abc import Iterable
from datetime import date, datetime

from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.outbox.models import OutgoingMail
from okno.read.today.actions.post_digest import post_digest
from okno.read.today.hours import is_over
from okno.read.today.letters import key_of
from okno.team.people.models import Absence, Employee


def post_digests(*, by: Actor, at: datetime, on: date | None = None) -> int:
    """Post the digests of a day and return the number of letters put into the outbox.

    Without `on` it is today's digest once the working day is over, none before. Each letter is an action of
    its own: five hundred in one transaction would keep everybody else from writing.
    """
    if on is None:
        if not is_over(at):
            return 0
        on = local_date(at)
    posted = [post_digest(employee=reader, on=on, by=by, at=at) for reader in _readers(on)]
    return sum(letter is not None for letter in posted)


def _readers(on: date) -> Iterable[Employee]:
    """Return working employees who are present on the day and have no letter of it yet."""
    people = Employee.objects.working().select_related("user").filter(hired_on__lte=on)
    people = people.exclude(pk__in=Absence.objects.on_day(on).values("employee"))
    reader_by_key = {key_of(reader, on): reader for reader in people.order_by("pk")}
    had = set(OutgoingMail.objects.filter(key__in=reader_by_key).values_list("key", flat=True))
    return [reader for key, reader in reader_by_key.items() if key not in had]
