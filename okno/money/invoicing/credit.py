"""The question that invoicing asks about clients' credit; `payments` answers it in its `room.py`."""

from datetime import date, datetime
from typing import Protocol

from okno.ground.kernel.actors import Actor
from okno.ground.kernel.registry import Registry
from okno.money.invoicing.models import Invoice


class Credit(Protocol):
    """Money that clients have with us: advances not used up, payments that no invoice took whole."""

    def clients_with_credit(self, seller: int, low: int, high: int) -> list[int]:
        """Return which of the clients after `low` up to `high` have credit with the seller, in order."""

    def settle(self, *, client: int, seller: int, by: Actor, at: datetime) -> int:
        """Put a client's credit on their open invoices; return the minor units applied."""

    def use_advance(
        self,
        *,
        invoice: Invoice,
        amount_minor: int,
        on: date,
        by: Actor,
        at: datetime,
        advance: Invoice,
    ) -> object:
        """Pay `amount_minor` of an invoice from the advance of a first one. Raises Conflict over the rest."""


CREDIT: Registry[Credit] = Registry("credit")
