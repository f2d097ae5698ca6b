"""Put an employee's letter of one day into the outbox (C5)."""

from datetime import date, datetime

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.outbox.models import OutgoingMail
from okno.ground.outbox.queue import post
from okno.read.today.hours import last_word
from okno.read.today.letters import key_of, letter_to
from okno.read.today.permissions import can_post_digest
from okno.team.people.models import Employee


@action
def post_digest(*, employee: Employee, on: date, by: Actor, at: datetime) -> OutgoingMail | None:
    """Post the employee's digest of the day and return the letter.

    Return None when the letter of the day exists already, the employee wants none or there is nothing to
    report. The journal records what happened to the work; letters are recorded by the outbox alone.
    """
    allow(can_post_digest(by, employee))
    key = key_of(employee, on)
    if OutgoingMail.objects.filter(key=key).exists():
        return None
    letter = letter_to(employee, on, at=min(at, last_word(on)))
    if letter is None:
        return None
    return post(key=key, to=letter.to, subject=letter.subject, text=letter.text, at=at)
