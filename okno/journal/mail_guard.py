"""Guard 6 at the last door: whoever asked not to be written to since the letter was put in the outbox."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from okno.journal.models import OutgoingMail
from okno.journal.refusals import record_refusal
from okno.journal.troubles import Trouble
from okno.kernel.errors import Guard, Refused


def forbidden(letter: OutgoingMail) -> bool:
    """Whether the addressee may not be written to; the letter is stopped then and the refusal journalled."""
    if _is_ours(letter.to):
        return False
    is_forbidden: Callable[[str], object] = import_string(settings.OKNO_MAIL_GUARD)
    if not is_forbidden(letter.to):
        return False
    trouble = Trouble("no-contact", letter.to)
    refusal = Refused(
        guard=Guard.NO_CONTACT,
        reason=trouble.words,
        remedy=_("Call, or write to another person of the client."),
        decides=_("Whoever asked not to be written to"),
        subject=letter,
    )
    stopped = OutgoingMail.objects.filter(pk=letter.pk, status=OutgoingMail.Status.QUEUED)
    if stopped.update(status=OutgoingMail.Status.STOPPED, trouble=trouble.kept):
        record_refusal(refusal, by=None, door="outbox", where="deliver_mail")
    return True


def _is_ours(address: str) -> bool:
    """Our own staff are not asked: a digest is work."""
    # People lie above this room: their model is met through the letter that points at it.
    employees: Any = OutgoingMail._meta.get_field("by").related_model
    working = employees.objects.filter(left_on__isnull=True)
    return bool(working.filter(Q(email__iexact=address) | Q(user__email__iexact=address)).exists())
