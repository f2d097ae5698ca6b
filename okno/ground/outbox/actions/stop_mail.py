"""The action that stops a letter which has not been sent yet."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.kernel.moves import move
from okno.ground.outbox.events import MailStopped
from okno.ground.outbox.models import OutgoingMail
from okno.ground.outbox.permissions import can_stop_mail


@action
def stop_mail(*, letter: OutgoingMail, by: Actor, at: datetime) -> OutgoingMail:
    """Stop the queued letter and return it; raises Conflict when it is no longer queued.

    A letter that the server is taking at this moment is sent all the same, and ends as sent.
    """
    allow(can_stop_mail(by, letter))
    move(letter, OutgoingMail.Status.STOPPED)
    data = {"title": letter.subject, "to": letter.to}
    record(MailStopped, subject=letter, by=by, at=at, **data)
    return letter
