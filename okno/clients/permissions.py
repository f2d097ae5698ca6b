"""Who may do what with a company. None is the clock, a file, or a visitor's own form."""

from okno.clients.models import Company
from okno.people.models import Employee, Role
from okno.people.permissions import BOOKKEEPERS, HEADS, SELLERS

CLIENT_FACING = (*SELLERS, *BOOKKEEPERS, Role.MARKETER)


def can_add_company(by: Employee | None, *, is_own: bool = False) -> bool:
    if by is None:
        return True
    return by.has(*BOOKKEEPERS, *HEADS) if is_own else by.has(*CLIENT_FACING)


def can_change_company(by: Employee | None, company: Company) -> bool:
    return by is None or by.has(*((*BOOKKEEPERS, *HEADS) if company.is_own else CLIENT_FACING))


can_add_contact = can_add_bank_account = can_change_company


def can_set_manager(by: Employee | None, company: Company) -> bool:
    """A head decides who keeps whom; a seller may take a client whom nobody keeps."""
    if by is None or by.has(*HEADS):
        return True
    return by.has(*SELLERS) and company.manager is None


def can_set_manager_back(by: Employee | None) -> bool:
    """Whoever kept a client is paid for his money: nobody writes himself in for days that have passed."""
    return by is None or by.has(*HEADS)


def can_set_status(by: Employee | None, company: Company) -> bool:
    return by is not None and not company.is_own and by.has(*SELLERS)


def can_become_client(by: Employee | None) -> bool:
    """It follows from a signed contract: whoever may mark the signing, and the clock."""
    return by is None or by.has(*SELLERS, *BOOKKEEPERS)
