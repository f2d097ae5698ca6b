"""What can happen: each event has a name, a sentence for people and an audience."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise as Lazy


class Audience(StrEnum):
    """Which employees may read an entry (guard 8)."""

    STAFF = "staff"
    PRICES = "prices"
    PAY = "pay"


@dataclass(frozen=True)
class Event:
    """`name` is `<room>.<what_happened>`; `sentence` has placeholders named as the entry's data.

    Data keys tell their kind: `*_minor` is shown as money, `*_on` as a date, `*_at` as a moment, anything
    else as text; a word or a sentence of ours is kept by `kept.keep`, so that each reads it in his language.
    `to_client` says that the entry may be shown to the client.
    """

    name: str
    sentence: str | Lazy
    audience: Audience = Audience.STAFF
    to_client: bool = False

    def __post_init__(self) -> None:
        if EVENTS.setdefault(self.name, self) is not self:
            raise ValueError(f"two events are named {self.name}")


EVENTS: dict[str, Event] = {}
