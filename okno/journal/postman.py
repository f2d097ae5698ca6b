"""Letters leave the outbox: claimed in a short transaction, sent after it is committed, told in another.

Sent at least once: a letter whose sender was killed between the server's yes and our writing it down goes
again after the claim has run out, with the same Message-ID, by which mail programs know it for the same.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from okno.journal.envelope import compose
from okno.journal.events import MailFailed
from okno.journal.mail_guard import forbidden
from okno.journal.models import OutgoingMail
from okno.journal.record import record
from okno.journal.troubles import Trouble, trouble_of
from okno.kernel.errors import allow
from okno.kernel.kept import keep

if TYPE_CHECKING:
    from okno.people.models import Employee

Status = OutgoingMail.Status
# Whoever took a letter and has not told its end within this time was killed: it is taken up again.
CLAIM = timedelta(minutes=15)
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, *[60] * 23)]


@dataclass(frozen=True)
class Round:
    """One round of the postman. It lasts, so that what it knows of the hour moves on with it."""

    at: datetime
    began: float
    server: BaseEmailBackend

    @property
    def now(self) -> datetime:
        return self.at + timedelta(seconds=time.monotonic() - self.began)


def deliver_mail(*, by: "Employee | None" = None, at: datetime, most: int = 200) -> int:
    """Send the letters that are due; how many the server took. Two at once never take the same letter.

    A letter that the server refuses for good is marked with its words. While the server is away one letter
    a round knocks, the others wait untouched: an hour away loses nothing.
    """
    allow(by is None or by.has("head_of_sales", "owner"))
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
    """Take the letter, if it is still due: of two at once one UPDATE touches the row.

    `durable` refuses to run inside another transaction: none may be held while the server is talked to.
    """
    with transaction.atomic(durable=True):
        due = OutgoingMail.objects.due(now).filter(pk=pk)
        if not due.update(next_try_at=now + CLAIM, tries=F("tries") + 1):
            return None
        return OutgoingMail.objects.select_related("by", "company").get(pk=pk)


def _send(letter: OutgoingMail, this: Round) -> Trouble | None:
    try:
        # Opened by the first letter, kept for the others.
        this.server.open()
        this.server.send_messages([compose(letter)])
    except Exception as error:
        trouble = trouble_of(error)
        if trouble.is_of_server:
            _hang_up(this.server)
        _put_off(letter, trouble, this.now)
        return trouble
    told = OutgoingMail.objects.filter(pk=letter.pk).exclude(status=Status.SENT)
    told.update(status=Status.SENT, sent_at=this.now, trouble="")
    return None


def _put_off(letter: OutgoingMail, trouble: Trouble, now: datetime) -> None:
    """Try again after a pause that grows; give up when it is no use. A letter stopped meanwhile stays so."""
    with transaction.atomic():
        waits = OutgoingMail.objects.filter(pk=letter.pk, status=Status.QUEUED, tries=letter.tries)
        if not trouble.is_final and letter.tries <= len(PAUSES):
            waits.update(next_try_at=now + PAUSES[letter.tries - 1], trouble=trouble.kept)
        elif waits.update(status=Status.FAILED, trouble=trouble.kept):
            record(
                MailFailed,
                subject=letter,
                company=letter.company,
                by=None,
                at=now,
                title=letter.subject,
                to=letter.to,
                trouble=keep(trouble.words),
            )


def _hang_up(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except Exception:
        # It went away first: there is nobody to say goodbye to.
        pass
