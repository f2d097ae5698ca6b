"""The errors of mail delivery: temporary for every letter, temporary for one letter, or final.

An error is stored as a code and the server's answer, and shown as a sentence in the reader's language.
"""

import logging
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.errors import Text
from okno.ground.kernel.localized import deferred

LONGEST = 500
logger = logging.getLogger(__name__)

SENTENCES: dict[str, Lazy] = {
    "refused": _("The mail server said {said}"),
    "login": _("The mail server does not let us in, look at OKNO_SMTP: {said}"),
    "sender": _("The mail server does not send from our address: {said}"),
    "away": _("The mail server does not answer: {said}"),
    "unwritable": _("The letter cannot be written so: {said}"),
    "stumbled": _("Okno stumbled over this letter: {said}"),
    "no-contact": _("{said} asked not to be written to."),
}


@dataclass(frozen=True)
class DeliveryError:
    """A failed delivery of a letter.

    `is_final`: the letter will never be accepted; `is_of_server`: no other letter would be accepted now
    either.
    """

    code: str
    answer: str = ""
    is_final: bool = False
    is_of_server: bool = False

    @property
    def kept(self) -> str:
        """Return the error as a letter stores it: the code and the answer, at most LONGEST characters."""
        return f"{self.code} {' '.join(self.answer.split())}".strip()[:LONGEST]

    @property
    def text(self) -> Text:
        """Return the error as a sentence in the language of whoever reads it later."""
        return deferred(lambda: trouble_text(self.kept))


def trouble_text(kept: str) -> str:
    """Return the sentence of a stored error in the reader's language; text without a known code as it is."""
    code, _space, answer = kept.partition(" ")
    return str(SENTENCES[code]).format(said=answer) if code in SENTENCES else kept


def delivery_error_of(error: Exception) -> DeliveryError:
    """Return the delivery error that an exception of smtplib, the network or the message stands for."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, reply = next(iter(error.recipients.values()))
        return _refusal(code, reply)
    if isinstance(error, smtplib.SMTPDataError):
        return _refusal(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPNotSupportedError):
        return DeliveryError("login", str(error), is_of_server=True)
    if isinstance(error, smtplib.SMTPSenderRefused):
        answer = f"{settings.DEFAULT_FROM_EMAIL}, {error.smtp_code} {_text(error.smtp_error)}"
        return DeliveryError("sender", answer, is_of_server=True)
    if isinstance(error, OSError):
        # Every other error of smtplib is an OSError as well: the server is unreachable or unwell.
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        return DeliveryError("away", f"{where}, {error}", is_of_server=True)
    if isinstance(error, ValueError):
        # UnicodeError and BadHeaderError are among them.
        return DeliveryError("unwritable", str(error), is_final=True)
    # A defect of ours: a letter that meets it must not keep the others from being sent.
    logger.error("a letter could not be sent", exc_info=error)
    return DeliveryError("stumbled", repr(error))


def _refusal(code: int, answer: bytes | str) -> DeliveryError:
    text = f"{code} {_text(answer)}"
    return DeliveryError("refused", text, is_final=500 <= code < 600, is_of_server=code == 421)


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
