"""The sending of letters: claimed in a short transaction, sent after its commit, recorded in another.

Each is sent at least once: if the process dies after the server accepts a letter and before that is recorded,
the letter goes again when its claim expires, with the same Message-ID, by which mail programs recognise a
duplicate.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime, formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from okno.ground.journal.record import record
from okno.ground.journal.refusals import record_refusal
from okno.ground.kernel.actors import CLOCK, Actor
from okno.ground.kernel.errors import Guard, Refused, allow
from okno.ground.kernel.localized import freeze
from okno.ground.outbox.delivery_errors import DeliveryError, delivery_error_of
from okno.ground.outbox.events import MailFailed
from okno.ground.outbox.models import OutgoingMail

Status = OutgoingMail.Status
# How long a claim holds. A process that has recorded no result by then is taken for dead.
CLAIM = timedelta(minutes=15)
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, *[60] * 23)]


@dataclass(frozen=True)
class Round:
    """One run of `deliver_mail`, started as of `at`; it takes time, so `now` moves on."""

    at: datetime
    began: float
    server: BaseEmailBackend

    @property
    def now(self) -> datetime:
        """Return the instant `at` plus the time that has passed since the run began."""
        return self.at + timedelta(seconds=time.monotonic() - self.began)


def deliver_mail(*, by: Actor = CLOCK, at: datetime, most: int = 200) -> int:
    """Send at most `most` of the letters that are due, and return how many the server accepted.

    Two concurrent runs never take the same letter. A letter that the server refuses for good is marked as
    failed with the server's answer. While the server is unreachable each run tries a single letter and leaves
    the others as they are, so an outage loses nothing. The clock and heads may call it.
    """
    allow(by.is_machine or by.has("head_of_sales", "owner"))
    this, sent = Round(at, time.monotonic(), get_connection(settings.OKNO_MAIL_BACKEND)), 0
    try:
        due = OutgoingMail.objects.due(at).order_by("next_try_at", "pk")
        for pk in list(due.values_list("pk", flat=True)[:most]):
            letter = _claim(pk, this.now)
            if letter is None or forbidden(letter):
                continue
            trouble = _send(letter, this)
            sent += trouble is None
            if trouble is not None and trouble.is_of_server:
                break
    finally:
        _hang_up(this.server)
    return sent


def _claim(pk: int, now: datetime) -> OutgoingMail | None:
    """Return the letter and reserve it for CLAIM, or return None when it is not due any more.

    Of two concurrent claims only one UPDATE touches the row. `durable` refuses to run inside another
    transaction: none may be open while the mail server is talked to.
    """
    with transaction.atomic(durable=True):
        due = OutgoingMail.objects.due(now).filter(pk=pk)
        if not due.update(next_try_at=now + CLAIM, tries=F("tries") + 1):
            return None
        return OutgoingMail.objects.select_related("by", "company").get(pk=pk)


def _send(letter: OutgoingMail, this: Round) -> DeliveryError | None:
    """Send the letter and mark it as sent; on failure put it off and return the error."""
    try:
        # Opened by the first letter and reused by the others: `open` does nothing the second time.
        this.server.open()
        this.server.send_messages([compose(letter)])
    # Servers and libraries raise what they like; whatever it is, the letter is not lost but tried again.
    except Exception as error:
        trouble = delivery_error_of(error)
        if trouble.is_of_server:
            _hang_up(this.server)
        _put_off(letter, trouble, this.now)
        return trouble
    unsent = OutgoingMail.objects.filter(pk=letter.pk).exclude(status=Status.SENT)
    unsent.update(status=Status.SENT, sent_at=this.now, trouble="")
    return None


def _put_off(letter: OutgoingMail, trouble: DeliveryError, now: datetime) -> None:
    """Schedule the next try after a growing pause, or mark the letter as failed when trying is useless.

    A letter that was stopped in the meantime stays stopped.
    """
    with transaction.atomic():
        # The number of tries is the fence: a postman that was slow does not write over what a later one did.
        waits = OutgoingMail.objects.filter(pk=letter.pk, status=Status.QUEUED, tries=letter.tries)
        if not trouble.is_final and letter.tries <= len(PAUSES):
            waits.update(next_try_at=now + PAUSES[letter.tries - 1], trouble=trouble.kept)
        elif waits.update(status=Status.FAILED, trouble=trouble.kept):
            record(
                MailFailed,
                subject=letter,
                by=CLOCK,
                at=now,
                title=letter.subject,
                to=letter.to,
                trouble=freeze(trouble.text),
            )


def _hang_up(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except Exception:
        # The server closed the connection first, so there is nothing left to close.
        pass


def compose(letter: OutgoingMail) -> EmailMessage:
    """Return the message of a letter: always the same one, so that mail programs recognise a duplicate."""
    headers = {
        "Message-ID": message_id(letter.key),
        "Date": format_datetime(timezone.localtime(letter.queued_at)),
    }
    if letter.by is None:
        # No person wrote it: automatic replies must not answer it (RFC 3834).
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
    """Return the Message-ID for the key of a letter."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{digest}@{domain}>"


def _sender(letter: OutgoingMail) -> str:
    """Return the sender: the company's address, which the server accepts, under the name of the author."""
    if letter.by is None:
        return settings.DEFAULT_FROM_EMAIL
    return formataddr((" ".join(letter.by.name.split()), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]), "utf-8")


def forbidden(letter: OutgoingMail) -> bool:
    """Return whether the addressee may not be written to (guard 6); such a letter is stopped and journalled.

    Our own employees may always be written to.
    """
    if _is_ours(letter.to):
        return False
    is_forbidden: Callable[[str], object] = import_string(settings.OKNO_MAIL_GUARD)
    if not is_forbidden(letter.to):
        return False
    trouble = DeliveryError("no-contact", letter.to)
    refusal = Refused(
        guard=Guard.NO_CONTACT,
        reason=trouble.text,
        remedy=_("Call, or write to another person of the client."),
        decides=_("Whoever asked not to be written to"),
        subject=letter,
    )
    stopped = OutgoingMail.objects.filter(pk=letter.pk, status=OutgoingMail.Status.QUEUED)
    if stopped.update(status=OutgoingMail.Status.STOPPED, trouble=trouble.kept):
        record_refusal(refusal, by=CLOCK, door="outbox", where="deliver_mail")
    return True


def _is_ours(address: str) -> bool:
    """Return whether the address is a present employee's: guard 6 protects clients, a digest is work."""
    # People lie above this room: their model is reached through the letter's foreign key.
    employees: Any = OutgoingMail._meta.get_field("by").related_model
    working = employees.objects.filter(left_on__isnull=True)
    return bool(working.filter(Q(email__iexact=address) | Q(user__email__iexact=address)).exists())
