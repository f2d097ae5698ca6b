"""The errors that actions raise. Each carries a sentence for a person; the doors turn it into a response."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

Text = str | Lazy


class Guard(StrEnum):
    """The eight prohibitions that no action may break (domain.md, section G)."""

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
    """The base class of every error whose text is shown to a person."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class Invalid(OknoError):
    """An error of input; `fields` holds a sentence for each field that must be corrected."""

    def __init__(self, reason: Text = "", /, **fields: Text) -> None:
        super().__init__(reason or next(iter(fields.values()), _("Check what was entered.")))
        self.fields: Mapping[str, Text] = fields


class Forbidden(OknoError):
    """The actor may see the object, but their role does not allow this action."""

    def __init__(self, reason: Text = "") -> None:
        super().__init__(reason or _("Your role does not allow this."))


class Conflict(OknoError):
    """The object has changed since it was read, so the action no longer applies to it."""


class Refused(OknoError):
    """A guard's refusal: which guard, why, what would make the action possible and who can decide."""

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
        """Return the guard's rule as a sentence in the reader's language."""
        return GUARD_NAMES[self.guard]


def allow(permitted: bool) -> None:
    """Raise Forbidden unless `permitted`. It is the first line of an action."""
    if not permitted:
        raise Forbidden()
