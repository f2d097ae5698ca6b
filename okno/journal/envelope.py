"""A letter of the outbox as the mail server gets it."""

import hashlib
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from okno.journal.models import OutgoingMail


def compose(letter: OutgoingMail) -> EmailMessage:
    """Always the same for the same letter, so that a second copy of it is known for one."""
    headers = {
        "Message-ID": message_id(letter.key),
        "Date": format_datetime(timezone.localtime(letter.queued_at)),
    }
    if letter.by is None:
        # No person wrote it: robots do not answer it (RFC 3834).
        headers["Auto-Submitted"] = "auto-generated"
    answers_to = letter.reply_to or (letter.by.email if letter.by else "")
    return EmailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=_sender(letter),
        to=[letter.to],
        reply_to=[answers_to] if answers_to else None,
        headers=headers,
    )


def message_id(key: str) -> str:
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{digest}@{domain}>"


def _sender(letter: OutgoingMail) -> str:
    """The company's address, which the server lets us send from, under the name of who wrote."""
    if letter.by is None:
        return settings.DEFAULT_FROM_EMAIL
    return formataddr((" ".join(letter.by.name.split()), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]), "utf-8")
