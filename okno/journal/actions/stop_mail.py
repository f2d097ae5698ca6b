"""A letter that has not left yet does not leave."""

from datetime import datetime
from typing import TYPE_CHECKING

from okno.journal.events import MailStopped
from okno.journal.models import OutgoingMail
from okno.journal.permissions import can_stop_mail
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.kernel.moves import move

if TYPE_CHECKING:
    from okno.people.models import Employee


@action
def stop_mail(*, letter: OutgoingMail, by: "Employee | None", at: datetime) -> OutgoingMail:
    """If the server is taking it at this very moment it is sent all the same, and told so."""
    allow(can_stop_mail(by, letter))
    move(letter, OutgoingMail.Status.STOPPED)
    told = {"title": letter.subject, "to": letter.to}
    record(MailStopped, subject=letter, company=letter.company, by=by, at=at, **told)
    return letter
