"""What a mail server's no means: ours to wait out, the letter's to wait out, or for good.

A trouble is kept as a code and what the server said, and told in the words of who reads it.
"""

import logging
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.kernel.errors import Text
from okno.kernel.kept import later

LONGEST = 500
logger = logging.getLogger(__name__)

WORDS: dict[str, Lazy] = {
    "refused": _("The mail server said {said}"),
    "login": _("The mail server does not let us in, look at OKNO_SMTP: {said}"),
    "sender": _("The mail server does not send from our address: {said}"),
    "away": _("The mail server does not answer: {said}"),
    "unwritable": _("The letter cannot be written so: {said}"),
    "stumbled": _("Okno stumbled over this letter: {said}"),
    "no-contact": _("{said} asked not to be written to."),
}


@dataclass(frozen=True)
class Trouble:
    """`is_final`: the letter will never be taken; `is_of_server`: no other would be taken now either."""

    code: str
    said: str = ""
    is_final: bool = False
    is_of_server: bool = False

    @property
    def kept(self) -> str:
        return f"{self.code} {' '.join(self.said.split())}".strip()[:LONGEST]

    @property
    def words(self) -> Text:
        return later(lambda: told(self.kept))


def told(kept: str) -> str:
    """The words of a kept trouble; what has no code of ours is told as it stands."""
    code, _space, said = kept.partition(" ")
    return str(WORDS[code]).format(said=said) if code in WORDS else kept


def trouble_of(error: Exception) -> Trouble:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _refusal(code, said)
    if isinstance(error, smtplib.SMTPDataError):
        return _refusal(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPNotSupportedError):
        return Trouble("login", str(error), is_of_server=True)
    if isinstance(error, smtplib.SMTPSenderRefused):
        answer = f"{settings.DEFAULT_FROM_EMAIL}, {error.smtp_code} {_text(error.smtp_error)}"
        return Trouble("sender", answer, is_of_server=True)
    if isinstance(error, OSError):
        # All of smtplib's own are OSError as well: what is left of them is a server that is away or unwell.
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        return Trouble("away", f"{where}, {error}", is_of_server=True)
    if isinstance(error, ValueError):
        # UnicodeError and BadHeaderError are among them.
        return Trouble("unwritable", str(error), is_final=True)
    # A mistake of ours: one letter that stumbles over it keeps no other from going.
    logger.error("a letter could not be sent", exc_info=error)
    return Trouble("stumbled", repr(error))


def _refusal(code: int, said: bytes | str) -> Trouble:
    words = f"{code} {_text(said)}"
    return Trouble("refused", words, is_final=500 <= code < 600, is_of_server=code == 421)


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
