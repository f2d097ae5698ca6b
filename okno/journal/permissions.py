"""Who writes into the journal. Roles stand by their words: this room lies below people."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okno.people.models import Employee

# The only voice of the company to a client (domain.md, Roles), and those above him.
VOICES = ("account_manager", "head_of_sales", "owner")


def can_write_note(by: "Employee | None", *, to_client: bool = False) -> bool:
    """Whoever works here may note what happened; what the client sees is worded by his account manager."""
    return by is not None and (not to_client or by.has(*VOICES))
