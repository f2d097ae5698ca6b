"""Who writes here and looks after letters. Roles stand by their words: this room lies below people."""

from typing import TYPE_CHECKING

from okno.kernel.events import Audience

if TYPE_CHECKING:
    from okno.journal.models import Entry, OutgoingMail
    from okno.people.models import Employee

# The only voice of the company to a client (domain.md, Roles), and those above him.
VOICES = ("account_manager", "head_of_sales", "owner")
HEADS = ("head_of_sales", "owner")


def can_write_note(by: "Employee | None", *, to_client: bool = False) -> bool:
    """Whoever works here may note what happened; what the client sees is worded by his account manager."""
    return by is not None and (not to_client or by.has(*VOICES))


def can_reword_entry(by: "Employee | None", entry: "Entry") -> bool:
    """What is internal, of a client and not of somebody's pay is reworded by those who speak to clients."""
    internal = not entry.to_client and entry.company_id is not None and entry.audience != Audience.PAY
    return internal and by is not None and by.has(*VOICES)


def can_resend_mail(by: "Employee | None", letter: "OutgoingMail") -> bool:
    return _can_look_after(by, letter)


def can_stop_mail(by: "Employee | None", letter: "OutgoingMail") -> bool:
    return _can_look_after(by, letter)


def _can_look_after(by: "Employee | None", letter: "OutgoingMail") -> bool:
    """Who wrote it, and heads."""
    return by is not None and (letter.by_id == by.pk or by.has(*HEADS))
