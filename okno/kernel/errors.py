"""What an action may raise. Each carries a sentence for a person; doors turn it into an answer."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

Text = str | Lazy


class Guard(StrEnum):
    """The company never (domain.md, section G)."""

    FLOOR = "1"
    CONTRACT_PRICE = "2"
    DATES = "3"
    FEASIBILITY = "4"
    CAPACITY = "5"
    NO_CONTACT = "6"
    CLOSED_PERIOD = "7"
    VISIBILITY = "8"


GUARD_NAMES: dict[Guard, Text] = {
    Guard.FLOOR: _("Never below the floor without an approval"),
    Guard.CONTRACT_PRICE: _("The contract's price is the accepted quote's price"),
    Guard.DATES: _("No date is told that engineers have not confirmed"),
    Guard.FEASIBILITY: _("Never offer what cannot be delivered"),
    Guard.CAPACITY: _("The same capacity is never sold twice"),
    Guard.NO_CONTACT: _("Never write to those who asked not to be written to"),
    Guard.CLOSED_PERIOD: _("A closed period never changes"),
    Guard.VISIBILITY: _("Nobody is shown what is not theirs"),
}


class OknoError(Exception):
    """The root of everything that a door shows to a person."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class Invalid(OknoError):
    """What was given cannot be taken; `fields` tells what to mend, field by field."""

    def __init__(self, reason: Text = "", /, **fields: Text) -> None:
        super().__init__(reason or next(iter(fields.values()), _("Check what was entered.")))
        self.fields: Mapping[str, Text] = fields


class Forbidden(OknoError):
    """The thing is visible, the verb is not theirs."""

    def __init__(self, reason: Text = "") -> None:
        super().__init__(reason or _("Your role does not allow this."))


class Conflict(OknoError):
    """The thing has moved on since it was looked at."""


class Refused(OknoError):
    """A guard said no: which, why, what would make it possible and who can decide."""

    def __init__(
        self, *, guard: Guard, reason: Text, remedy: Text, decides: Text, subject: object | None = None
    ) -> None:
        super().__init__(reason)
        self.guard = guard
        self.remedy = remedy
        self.decides = decides
        self.subject = subject

    @property
    def guard_name(self) -> Text:
        return GUARD_NAMES[self.guard]


def allow(permitted: bool) -> None:
    """Raise Forbidden unless permitted; the first line of an action."""
    if not permitted:
        raise Forbidden()
