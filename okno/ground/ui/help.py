"""What «?» tells of a room: the words are the room's own (`okno/<room>/help.py`)."""

from dataclasses import dataclass

from django.utils.functional import Promise as Lazy


@dataclass(frozen=True, slots=True)
class Help:
    """A title and five lines: what it is for, how it goes, what it never does."""

    title: str | Lazy
    lines: tuple[str | Lazy, str | Lazy, str | Lazy, str | Lazy, str | Lazy]
