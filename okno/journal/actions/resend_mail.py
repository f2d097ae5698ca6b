"""A letter that could not be sent goes to the server once more."""

from datetime import datetime
from typing import TYPE_CHECKING

from okno.journal.events import MailResent
from okno.journal.models import OutgoingMail
from okno.journal.permissions import can_resend_mail
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.kernel.moves import move

if TYPE_CHECKING:
    from okno.people.models import Employee


@action
def resend_mail(*, letter: OutgoingMail, by: "Employee | None", at: datetime) -> OutgoingMail:
    """Back into the outbox, with all its tries before it; guard 6 is asked again when it goes."""
    allow(can_resend_mail(by, letter))
    move(letter, OutgoingMail.Status.QUEUED, next_try_at=at, tries=0, trouble="")
    told = {"title": letter.subject, "to": letter.to}
    record(MailResent, subject=letter, company=letter.company, by=by, at=at, **told)
    return letter
