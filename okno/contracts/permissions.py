"""Who may do what with contracts."""

from typing import TYPE_CHECKING

from okno.people.models import Employee, Role
from okno.people.permissions import HEADS

if TYPE_CHECKING:
    from okno.contracts.models import Contract
    from okno.quotes.models import Quote

AGREE_CONTRACTS = (Role.CLOSER, Role.ACCOUNT_MANAGER, Role.ASSISTANT, *HEADS)


def can_draft_contract(by: Employee | None, quote: "Quote") -> bool:
    """Those who sell; an accountant looks."""
    return by is not None and by.has(*AGREE_CONTRACTS)


def can_sign_contract(by: Employee | None, contract: "Contract") -> bool:
    return by is not None and by.has(*AGREE_CONTRACTS)


def can_cancel_contract(by: Employee | None, contract: "Contract") -> bool:
    return by is not None and by.has(*AGREE_CONTRACTS)
