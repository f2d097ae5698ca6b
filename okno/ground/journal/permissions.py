"""Permissions of the journal. Roles are named by their codes: this room lies below people."""

from typing import TYPE_CHECKING

from okno.ground.kernel.actors import Actor
from okno.ground.kernel.events import Audience

if TYPE_CHECKING:
    from okno.ground.journal.models import Entry


# Those who may speak for the company to a client (domain.md, Roles): account managers and their heads.
VOICES = ("account_manager", "head_of_sales", "owner")


HEADS = ("head_of_sales", "owner")


def can_write_note(by: Actor, *, to_client: bool = False) -> bool:
    """Return whether the actor may write a note; for the client only account managers and heads may."""
    return by.employee is not None and (not to_client or by.has(*VOICES))


def can_reword_entry(by: Actor, entry: "Entry") -> bool:
    """Return whether the actor may word this entry for the client.

    It must be internal, of a company and not about anybody's pay; account managers and heads may.
    """
    internal = not entry.to_client and entry.company_id is not None and entry.audience != Audience.PAY
    return internal and by.has(*VOICES)
