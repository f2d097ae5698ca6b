"""The queue of the outbox: a letter is first a row, written in the action's transaction, and sent later."""

from datetime import datetime
from typing import TYPE_CHECKING

from okno.ground.kernel.actors import Actor
from okno.ground.outbox.models import OutgoingMail

if TYPE_CHECKING:
    from okno.records.clients.models import Company


def post(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    company: "Company | None" = None,
    by: Actor | None = None,
    reply_to: str = "",
) -> OutgoingMail:
    """Put a letter in the outbox and return it; a second call with the same `key` returns the first letter.

    It goes in the name of `by`, or in the company's without one. `to` is one address, `subject` loses its
    line breaks, `text` is plain. The address is not checked here: the caller checks guard 6, and
    `deliver_mail` checks it again.
    """
    letter, _created = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": " ".join(subject.split())[:300],
            "text": text,
            "company": company,
            "by": by.employee if by else None,
            "reply_to": reply_to,
            "queued_at": at,
            "next_try_at": at,
        },
    )
    return letter
