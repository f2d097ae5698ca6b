"""Permissions for contracts."""

from typing import TYPE_CHECKING

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Role
from okno.team.people.permissions import HEADS

if TYPE_CHECKING:
    from okno.attract.quotes.models import Quote
    from okno.deliver.contracts.models import Contract

AGREE_CONTRACTS = (Role.CLOSER, Role.ACCOUNT_MANAGER, Role.ASSISTANT, *HEADS)


def can_draft_contract(by: Actor, quote: "Quote") -> bool:
    """Return whether this actor may draw up a contract of the quote: sellers may, accountants may not."""
    return by.has(*AGREE_CONTRACTS)


def can_sign_contract(by: Actor, contract: "Contract") -> bool:
    return by.has(*AGREE_CONTRACTS)


def can_cancel_contract(by: Actor, contract: "Contract") -> bool:
    return by.has(*AGREE_CONTRACTS)
