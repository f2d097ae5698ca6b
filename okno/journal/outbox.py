"""The outbox: what leaves the house is first a row here, in the action's transaction; it is sent later."""

from datetime import datetime
from typing import TYPE_CHECKING

from okno.journal.models import OutgoingMail

if TYPE_CHECKING:
    from okno.clients.models import Company
    from okno.people.models import Employee


def post(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    company: "Company | None" = None,
    by: "Employee | None" = None,
    reply_to: str = "",
) -> OutgoingMail:
    """Put a letter in the outbox, once per `key`: a second call with it gives the first letter back.

    `to` is one address; `subject` loses its line breaks; `text` is plain. The address is not judged
    here: guard 6 is asked by who writes, and again by `deliver_mail`.
    """
    letter, _created = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": " ".join(subject.split())[:300],
            "text": text,
            "company": company,
            "by": by,
            "reply_to": reply_to,
            "queued_at": at,
            "next_try_at": at,
        },
    )
    return letter
