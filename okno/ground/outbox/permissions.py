"""Permissions of the outbox. Roles are named by their codes: this room lies below people."""

from typing import TYPE_CHECKING

from okno.ground.journal.permissions import HEADS
from okno.ground.kernel.actors import Actor

if TYPE_CHECKING:
    from okno.ground.outbox.models import OutgoingMail


def can_resend_mail(by: Actor, letter: "OutgoingMail") -> bool:
    """Return whether the actor may send this letter again."""
    return _can_look_after(by, letter)


def can_stop_mail(by: Actor, letter: "OutgoingMail") -> bool:
    """Return whether the actor may stop this letter."""
    return _can_look_after(by, letter)


def _can_look_after(by: Actor, letter: "OutgoingMail") -> bool:
    """Return whether the actor wrote the letter or is a head."""
    return by.is_one_of(letter.by_id) or by.has(*HEADS)
