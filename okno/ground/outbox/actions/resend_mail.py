"""The action that sends a failed letter to the mail server once more."""

from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.kernel.moves import move
from okno.ground.outbox.events import MailResent
from okno.ground.outbox.models import OutgoingMail
from okno.ground.outbox.permissions import can_resend_mail


@action
def resend_mail(*, letter: OutgoingMail, by: Actor, at: datetime) -> OutgoingMail:
    """Put a failed letter back into the outbox with a fresh count of tries, and return it.

    Raises Conflict for a letter that has not failed. Guard 6 is checked again when it is sent.
    """
    allow(can_resend_mail(by, letter))
    move(letter, OutgoingMail.Status.QUEUED, next_try_at=at, tries=0, trouble="")
    data = {"title": letter.subject, "to": letter.to}
    record(MailResent, subject=letter, by=by, at=at, **data)
    return letter
