"""C5: one person's letter of one day goes to the outbox."""

from datetime import date, datetime

from okno.journal.models import OutgoingMail
from okno.journal.outbox import post
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.reports.hours import last_word
from okno.reports.letters import key_of, letter_to
from okno.reports.permissions import can_post_digest


@action
def post_digest(*, employee: Employee, on: date, by: Employee | None, at: datetime) -> OutgoingMail | None:
    """The letter, or None: he has the day's already, wants none, or there is nothing to say.

    The journal tells what happened to the work; that it was read out is told by the outbox alone.
    """
    allow(can_post_digest(by, employee))
    key = key_of(employee, on)
    if OutgoingMail.objects.filter(key=key).exists():
        return None
    letter = letter_to(employee, on, at=min(at, last_word(on)))
    if letter is None:
        return None
    return post(key=key, to=letter.to, subject=letter.subject, text=letter.text, at=at)
