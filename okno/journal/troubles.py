"""What a mail server's no means, in words: ours to wait out, the letter's to wait out, or for good."""

import logging
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

LONGEST = 500
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trouble:
    """`is_final`: the letter will never be taken; `is_of_server`: no other would be taken now either."""

    words: str
    is_final: bool = False
    is_of_server: bool = False


def trouble_of(error: Exception) -> Trouble:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _refusal(code, said)
    if isinstance(error, smtplib.SMTPDataError):
        return _refusal(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _of_server(_("The mail server does not let us in: check the name and password in OKNO_SMTP."))
    if isinstance(error, smtplib.SMTPSenderRefused):
        words = _("The mail server does not send for {sender}: {said}")
        return _of_server(words.format(sender=settings.DEFAULT_FROM_EMAIL, said=_text(error.smtp_error)))
    if isinstance(error, OSError):
        # All of smtplib's own are OSError as well: what is left of them is a server that is away or unwell.
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        return _of_server(
            _("The mail server {where} does not answer: {said}").format(where=where, said=error)
        )
    if isinstance(error, ValueError):
        # UnicodeError and BadHeaderError are among them.
        return Trouble(
            _("The letter cannot be written so: {said}").format(said=error)[:LONGEST], is_final=True
        )
    # A mistake of ours: one letter that stumbles over it keeps no other from going.
    logger.error("a letter could not be sent", exc_info=error)
    return Trouble(_("Okno stumbled over this letter: {said}").format(said=repr(error))[:LONGEST])


def _refusal(code: int, said: bytes | str) -> Trouble:
    words = _("The mail server said {code}: {said}").format(code=code, said=_text(said))
    return Trouble(words[:LONGEST], is_final=500 <= code < 600, is_of_server=code == 421)


def _of_server(words: str) -> Trouble:
    return Trouble(words[:LONGEST], is_of_server=True)


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
