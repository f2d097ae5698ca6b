"""Work that one person hands to another, as the rooms that hold it read it from the journal's entry."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.translation import gettext as _

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Invalid
from okno.team.people.models import Employee


@dataclass(frozen=True, slots=True)
class HandedWork:
    giver: Employee
    receiver: Employee
    reason: str


def handed_work(entry: Entry) -> HandedWork:
    """Return who hands their work to whom and why, from an entry of leaving or of handing over."""
    giver = Employee.objects.get(pk=entry.subject_id)
    receiver = Employee.objects.get(pk=entry.data["successor_id"])
    reason = entry.data.get("reason") or _("{name} hands everything over").format(name=giver.name)
    return HandedWork(giver, receiver, reason)


@contextmanager
def refused_as_successor() -> Iterator[None]:
    """Raise what a room says of its receiver as said of the successor, whose field the form shows."""
    try:
        yield
    except Invalid as error:
        raise Invalid(successor=error.reason) from error
