"""The API of the outbox: list letters, send one again, stop one."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from okno.ground.outbox.actions.resend_mail import resend_mail
from okno.ground.outbox.actions.stop_mail import stop_mail
from okno.ground.outbox.models import OutgoingMail
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Limit, Listing, listing

router = Router(tags=["outbox"])


class OutgoingMailAnswer(Answer):
    id: int
    to: str
    subject: str
    text: str
    company_id: int | None
    by_id: int | None
    status: str
    queued_at: datetime
    next_try_at: datetime
    sent_at: datetime | None
    tries: int
    trouble: str

    @staticmethod
    def resolve_trouble(letter: OutgoingMail) -> str:
        return letter.trouble_words


LetterStatus = Literal["queued", "sent", "failed", "stopped"]


@router.get("/outbox", response={200: Listing[OutgoingMailAnswer], **PROBLEMS})
def list_outgoing_mail(
    request: HttpRequest, status: LetterStatus | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Return the letters of the outbox: one's own, for heads all."""
    visible = OutgoingMail.objects.visible_to(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.get("/outbox/{id}", response={200: OutgoingMailAnswer, **PROBLEMS})
def get_outgoing_mail(request: HttpRequest, id: int) -> OutgoingMail:
    return get_visible_or_404(OutgoingMail.objects, request, id)


@router.post("/outbox/{id}/resend", response={200: OutgoingMailAnswer, **PROBLEMS})
def resend_mail_api(request: HttpRequest, id: int) -> OutgoingMail:
    letter = get_visible_or_404(OutgoingMail.objects, request, id)
    return resend_mail(letter=letter, by=actor(request), at=timezone.now())


@router.post("/outbox/{id}/stop", response={200: OutgoingMailAnswer, **PROBLEMS})
def stop_mail_api(request: HttpRequest, id: int) -> OutgoingMail:
    letter = get_visible_or_404(OutgoingMail.objects, request, id)
    return stop_mail(letter=letter, by=actor(request), at=timezone.now())
