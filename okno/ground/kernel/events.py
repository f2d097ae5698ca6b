"""Events: each has a name, a sentence for people and an audience."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise as Lazy


class Audience(StrEnum):
    """The groups of employees who may read an entry (guard 8); see `EntryQuerySet.visible_to`."""

    STAFF = "staff"
    PRICES = "prices"
    PAY = "pay"


@dataclass(frozen=True)
class Event:
    """A kind of journal entry; `name` is `<room>.<what_happened>`.

    The placeholders of `sentence` are the keys of the entry's data. Their endings decide the format:
    `*_minor` is shown as money, `*_on` as a date, `*_at` as an instant, the rest as text. Our own texts are
    stored by `localized.freeze`, so that each reader gets them in their own language. `to_client` says that
    the entry may be shown to the client.
    """

    name: str
    sentence: str | Lazy
    audience: Audience = Audience.STAFF
    to_client: bool = False

    def __post_init__(self) -> None:
        if EVENTS.setdefault(self.name, self) is not self:
            raise ValueError(f"two events are named {self.name}")


EVENTS: dict[str, Event] = {}
