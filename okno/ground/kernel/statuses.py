"""Statuses: their labels, and the tone in which each is shown."""

from enum import StrEnum
from typing import TYPE_CHECKING, Self

from django.db.models import TextChoices


class Tone(StrEnum):
    """The meaning of a status at a glance; `ui/status_tones.py` gives each tone a shape of its own."""

    NEW = "new"
    WAIT = "wait"
    RUN = "run"
    GOOD = "good"
    BAD = "bad"
    RISK = "risk"
    DIM = "dim"


class StatusChoices(TextChoices):
    """Choices with a tone: `OPEN = "open", Tone.NEW, _("open")`. A member without a tone fails at import."""

    tone: Tone

    # Mypy would read a look-up, `Status("open")`, as a call of this and ask for the tone.
    if not TYPE_CHECKING:

        def __new__(cls, value: str, tone: Tone) -> Self:
            member = str.__new__(cls, value)
            member._value_ = value
            member.tone = Tone(tone)
            return member
