"""What a room's `search(user, text) -> list[Found]` answers to the line of search and commands."""

from dataclasses import dataclass

from django.utils.functional import Promise as Lazy


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the palette. `kind` is the title of its group, in plural, as people read it: «Клиенты»."""

    title: str
    subtitle: str
    url: str
    icon: str
    kind: str | Lazy
